import type { JsonObject } from '../../assembly/json.ts';
import type { User, Users } from '../../sign-in/users.ts';
import { UserExists } from '../../sign-in/users.ts';
import type { Service, Surroundings } from '../call.ts';
import type { HttpReply } from '../http-message.ts';
import { notImplemented, WireError } from '../wire-error.ts';
import { demandPassword } from './cognito-password.ts';

const target = /^AWSCognitoIdentityProviderService\.(\w+)$/;

/** The administration of user pools, over the directory in which people sign in here. */
export const cognito: Service = {
  protocol: () => 'cognito',
  read: (request, surroundings) => {
    const name = String(request.headers['x-amz-target']);
    const operation = target.exec(name)?.[1] ?? '';
    const act = actions[operation];
    if (!act) throw notImplemented(`Cognito's ${name}`);
    const body = JSON.parse(request.body.toString('utf8')) as JsonObject;
    const { region, account } = surroundings.assembly;
    const resource = `arn:aws:cognito-idp:${region}:${account}:userpool/${body.UserPoolId}`;
    return {
      service: 'cognito-idp',
      operation,
      protocol: 'cognito',
      rights: [{ action: `cognito-idp:${operation}`, resource, context: {} }],
      destination: () => reply(act(askedOf(body, surroundings))),
      units: () => ({ requests: 1 }),
    };
  },
};

type Asked = { body: JsonObject; users: Users; poolId: string; pool: JsonObject; name: string };

/** @throws WireError when there is no such pool. */
function askedOf(body: JsonObject, { assembly, users }: Surroundings): Asked {
  const poolId = String(body.UserPoolId);
  const pool = assembly
    .ofType('AWS::Cognito::UserPool')
    .find(({ physicalId }) => physicalId === poolId);
  if (!pool) throw refused('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
  return { body, users, poolId, pool: pool.properties, name: String(body.Username) };
}

const actions: Readonly<Record<string, (asked: Asked) => JsonObject>> = {
  AdminCreateUser: (asked) => ({ User: viewOf(create(asked), 'Attributes') }),
  AdminGetUser: (asked) => viewOf(userOf(asked), 'UserAttributes'),
  AdminSetUserPassword: (asked) => {
    const user = userOf(asked);
    const password = String(asked.body.Password);
    demandPassword(password, asked.pool);
    asked.users.setPassword(user, password, { isPermanent: asked.body.Permanent === true });
    return {};
  },
  AdminUpdateUserAttributes: (asked) => {
    const user = userOf(asked);
    const { email = user.email, email_verified: isVerified } = attributesOf(asked);
    const holder = asked.users.find(asked.poolId, email);
    if (holder && holder !== user)
      throw refused('AliasExistsException', 'An account with the email already exists.');
    asked.users.change(user, { email, isEmailVerified: isVerified === 'true' });
    return {};
  },
  AdminUserGlobalSignOut: (asked) => {
    asked.users.change(userOf(asked), { signedOutAt: new Date() });
    return {};
  },
  AdminDeleteUser: (asked) => {
    asked.users.remove(userOf(asked));
    return {};
  },
  AdminAddUserToGroup: (asked) => {
    const user = userOf(asked);
    const groups = new Set([...user.groups, String(asked.body.GroupName)]);
    asked.users.change(user, { groups: [...groups] });
    return {};
  },
};

const attributesOf = ({ body }: Asked): Record<string, string | undefined> => {
  const given = (body.UserAttributes ?? []) as { Name: string; Value: string }[];
  return Object.fromEntries(given.map(({ Name, Value }) => [Name, Value]));
};

function create(asked: Asked): User {
  const { users, poolId, name } = asked;
  const { email = name, email_verified: isVerified } = attributesOf(asked);
  try {
    return users.add(poolId, { email, isEmailVerified: isVerified === 'true' });
  } catch (error) {
    if (!(error instanceof UserExists)) throw error;
    throw refused('UsernameExistsException', 'User account already exists');
  }
}

function userOf({ users, poolId, name }: Asked): User {
  const user = users.find(poolId, name);
  if (!user) throw refused('UserNotFoundException', 'User does not exist.');
  return user;
}

const viewOf = (user: User, attributes: 'Attributes' | 'UserAttributes'): JsonObject => ({
  Username: user.sub,
  [attributes]: [
    { Name: 'sub', Value: user.sub },
    { Name: 'email', Value: user.email },
    { Name: 'email_verified', Value: String(user.isEmailVerified) },
  ],
  Enabled: user.isEnabled,
  UserStatus: user.isPasswordTemporary ? 'FORCE_CHANGE_PASSWORD' : 'CONFIRMED',
  UserCreateDate: user.createdAt.getTime() / 1000,
  UserLastModifiedDate: user.changedAt.getTime() / 1000,
});

const refused = (code: string, message: string): WireError => new WireError(400, code, message);

const reply = (body: JsonObject): HttpReply => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify(body)),
});
