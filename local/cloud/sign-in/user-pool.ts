import type { Assembly } from '../assembly/assembly.ts';
import type { JsonObject } from '../assembly/json.ts';

/** A client of a user pool, with what the pages of sign-in check and the tokens need. */
export type PoolClient = {
  id: string;
  callbackUrls: string[];
  logoutUrls: string[];
  scopes: string[];
  idTokenSeconds: number;
  refreshTokenSeconds: number;
  /** How long a used refresh token still works; absent without rotation. */
  rotationGraceSeconds?: number;
};

export type UserPool = {
  id: string;
  clientId: string;
  /** The first part of the host name of its pages; absent when it has none. */
  domainPrefix?: string;
  clients: PoolClient[];
  groups: string[];
  /** Whether nobody gets a token without a second factor. */
  requiresSecondFactor: boolean;
};

/** The user pools of an assembly, each with its clients and its groups. */
export function userPoolsOf(assembly: Assembly): UserPool[] {
  const ofPool = (type: string, id: string) =>
    assembly.ofType(type).filter(({ properties }) => properties.UserPoolId === id);
  return assembly.ofType('AWS::Cognito::UserPool').flatMap(({ physicalId: id, properties }) => {
    const clients = ofPool('AWS::Cognito::UserPoolClient', id).map((client) =>
      clientOf(client.physicalId, client.properties),
    );
    const groups = ofPool('AWS::Cognito::UserPoolGroup', id).map((group) =>
      String(group.properties.GroupName),
    );
    const [domain] = ofPool('AWS::Cognito::UserPoolDomain', id);
    const domainPrefix = domain && String(domain.properties.Domain);
    const requiresSecondFactor = properties.MfaConfiguration === 'ON';
    const [first] = clients;
    return first
      ? [{ id, clientId: first.id, domainPrefix, clients, groups, requiresSecondFactor }]
      : [];
  });
}

const clientOf = (id: string, properties: JsonObject): PoolClient => {
  const { RefreshTokenRotation: rotation } = properties as { RefreshTokenRotation?: JsonObject };
  const units = (properties.TokenValidityUnits ?? {}) as Record<string, string | undefined>;
  return {
    id,
    callbackUrls: texts(properties.CallbackURLs),
    logoutUrls: texts(properties.LogoutURLs),
    scopes: texts(properties.AllowedOAuthScopes),
    idTokenSeconds: secondsOf(properties.IdTokenValidity, units.IdToken ?? 'hours', 1),
    refreshTokenSeconds: secondsOf(
      properties.RefreshTokenValidity,
      units.RefreshToken ?? 'days',
      30,
    ),
    ...(rotation?.Feature === 'ENABLED' && {
      rotationGraceSeconds: Number(rotation.RetryGracePeriodSeconds ?? 0),
    }),
  };
};

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const secondsIn: Record<string, number> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

const secondsOf = (value: unknown, unit: string, usual: number): number =>
  Number(value ?? usual) * (secondsIn[unit] ?? 1);
