import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { jest } from '@jest/globals';
import { brokenRules } from '#domain/activations/password';
import { CognitoUserDirectory } from '#stores/cognito-user-directory';
import { type Gateway, startGateway } from '../../../local/cloud/gateway/gateway.ts';
import { Users } from '../../../local/cloud/sign-in/users.ts';
import { describeUserDirectory } from '../../contracts/user-directory.ts';
import { account, aResource, aRole, assemblyOf, region } from './assembly-of.ts';

const poolId = 'eu-west-3_people';
const actions = [
  'CreateUser',
  'DeleteUser',
  'GetUser',
  'SetUserPassword',
  'UpdateUserAttributes',
  'UserGlobalSignOut',
];

const assembly = assemblyOf(
  aResource('AWS::Cognito::UserPool', poolId, {
    Policies: {
      PasswordPolicy: {
        MinimumLength: 12,
        RequireLowercase: true,
        RequireUppercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
      },
    },
  }),
  ...aRole('activate', {
    Effect: 'Allow',
    Action: actions.map((action) => `cognito-idp:Admin${action}`),
    Resource: [poolId, 'gone'].map(
      (id) => `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
    ),
  }),
);

const users = new Users();
const nowhere = 'http://127.0.0.1:9';
let gateway: Gateway;
let client: CognitoIdentityProviderClient;

beforeAll(async () => {
  gateway = await startGateway({
    assembly: () => assembly,
    engines: { dynamodb: nowhere, queuesAndStorage: nowhere, mailbox: nowhere },
    secrets: {},
    users,
  });
  client = new CognitoIdentityProviderClient({
    endpoint: gateway.url,
    region,
    credentials: gateway.credentialsFor(`arn:aws:iam::${account}:role/activate`),
    maxAttempts: 1,
  });
});
afterAll(() => gateway.stop());
afterEach(() => gateway.faults.clear());

const directory = () => new CognitoUserDirectory(client, poolId);

describeUserDirectory('Cognito behind the gateway', directory);

test('a person of the directory signs in with the password, and the address is proven', async () => {
  const { subject } = (await directory().create('Koffi@Example.com')) as { subject: string };
  await directory().setPassword(subject, 'Un bateau bleu, 3 voiles');
  expect(users.withPassword(poolId, 'koffi@example.com', 'Un bateau bleu, 3 voiles')).toMatchObject(
    {
      sub: subject,
      isEmailVerified: true,
      isPasswordTemporary: false,
    },
  );
});

test.each([
  'Un bateau bleu 3',
  'un bateau bleu, 3 voiles',
  'UN BATEAU, 3 VOILES',
  'Un bateau, des voiles',
  'Court, 3',
  'Élan élan élan 3',
])('our rules and the pool’s agree about %s', async (password) => {
  const { subject } = (await directory().create(`${Math.random()}@example.com`)) as {
    subject: string;
  };
  const outcome = await directory().setPassword(subject, password);
  expect(outcome === 'refused').toBe(brokenRules(password).length > 0);
});

test('a right that the role lacks is denied', async () => {
  const adding = client.send(
    new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username: 'x', GroupName: 'admin' }),
  );
  await expect(adding).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('another pool does not exist', async () => {
  await expect(
    new CognitoUserDirectory(client, 'gone').find('a@example.com'),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('an unknown action is refused aloud', async () => {
  const warning = jest.spyOn(console, 'error').mockReturnValue();
  const { AdminListDevicesCommand } = await import('@aws-sdk/client-cognito-identity-provider');
  await expect(
    client.send(new AdminListDevicesCommand({ UserPoolId: poolId, Username: 'x' })),
  ).rejects.toMatchObject({ name: 'NotImplemented' });
  expect(warning).toHaveBeenCalled();
});

test('a busy directory is answered as on AWS, and told to the caller as passing', async () => {
  gateway.faults.add({ service: 'cognito-idp', operation: 'AdminCreateUser', fault: 'throttle' });
  await expect(directory().create('busy@example.com')).rejects.toMatchObject({
    code: 'sign_in_unavailable',
  });
});

test('each call is counted', async () => {
  gateway.meter.reset();
  await directory().create('counted@example.com');
  expect(gateway.meter.snapshot()).toMatchObject([
    { service: 'cognito-idp', operation: 'AdminCreateUser', calls: 1, units: { requests: 1 } },
  ]);
});
