import { readFileSync } from 'node:fs';
import { contextWith, type Properties, stacksOf } from './app.ts';
import { deployments, targetOf } from './deployments.ts';

describe.each(deployments())('signing in (%s)', (name, { resourcesOf }) => {
  const pools = resourcesOf('app', 'AWS::Cognito::UserPool');
  const clients = resourcesOf('app', 'AWS::Cognito::UserPoolClient');
  const ofPool = (type: string, pool: string) =>
    resourcesOf('app', type).filter(({ Properties }) => targetOf(Properties.UserPoolId) === pool);
  const groupsOf = (pool: string): string[] =>
    ofPool('AWS::Cognito::UserPoolGroup', pool).map(({ Properties }) => Properties.GroupName);
  const isStaffs = ({ UserPoolId }: Properties) => groupsOf(targetOf(UserPoolId)).length > 0;

  test('there is a pool for customers’ people and one for the shop’s own, each with its client', () => {
    expect(pools.map(({ id }) => groupsOf(id).sort())).toEqual([[], ['admin', 'finance']]);
    for (const { id } of pools) expect(ofPool('AWS::Cognito::UserPoolClient', id)).toHaveLength(1);
  });

  test('nobody can register themselves, and no pool can be deleted by mistake', () => {
    for (const { Properties } of pools) {
      expect(Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
      const isProduction = name.startsWith('prod');
      expect(Properties.DeletionProtection).toBe(isProduction ? 'ACTIVE' : 'INACTIVE');
    }
  });

  test('people with a role in the shop sign in with a second factor, or not at all [B10]', () => {
    for (const { id, Properties } of pools) {
      expect(Properties.MfaConfiguration).toBe(groupsOf(id).length > 0 ? 'ON' : 'OPTIONAL');
      expect(Properties.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA']);
    }
  });

  test('no claim says whose data somebody sees, and no client can change an identity [B3]', () => {
    for (const { Properties } of pools) expect(Properties.Schema ?? []).toEqual([]);
    for (const { Properties } of clients)
      expect(Properties.WriteAttributes.sort()).toEqual(['family_name', 'given_name', 'locale']);
  });

  test('signing in never reveals who exists, and no browser sends a password to the API of the pool', () => {
    for (const { Properties } of clients) {
      expect(Properties.PreventUserExistenceErrors).toBe('ENABLED');
      expect(Properties.ExplicitAuthFlows).not.toContain('ALLOW_USER_PASSWORD_AUTH');
      expect(Properties.GenerateSecret).not.toBe(true);
    }
  });

  test('a token comes only for a code, to our own address, and never in an address', () => {
    for (const { Properties } of clients) {
      expect(Properties.AllowedOAuthFlows).toEqual(['code']);
      expect(Properties.AllowedOAuthFlowsUserPoolClient).toBe(true);
      expect(Properties.AllowedOAuthScopes.sort()).toEqual(['email', 'openid', 'profile']);
      expect(Properties.SupportedIdentityProviders).toEqual(['COGNITO']);
      const [callback] = Properties.CallbackURLs;
      expect(Properties.CallbackURLs).toHaveLength(1);
      expect(JSON.stringify(callback)).toMatch(/ApiEndpoint.*"\/auth\/callback"/);
    }
  });

  test('staff carry a token for a quarter of an hour, others for an hour, and no session outlives its end', () => {
    for (const { Properties } of clients) {
      const minutes = isStaffs(Properties) ? 15 : 60;
      expect(Properties).toMatchObject({
        IdTokenValidity: minutes,
        AccessTokenValidity: minutes,
        RefreshTokenValidity: (isStaffs(Properties) ? 12 : 30 * 24) * 60,
        TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes', RefreshToken: 'minutes' },
      });
    }
  });

  test('a refresh token is used once, and one that is revoked takes its tokens along', () => {
    for (const { Properties } of clients) {
      expect(Properties.EnableTokenRevocation).toBe(true);
      expect(Properties.RefreshTokenRotation).toEqual({
        Feature: 'ENABLED',
        RetryGracePeriodSeconds: 60,
      });
      // With it, a refresh token could be used for ever beside the rotation.
      expect(Properties.ExplicitAuthFlows).not.toContain('ALLOW_REFRESH_TOKEN_AUTH');
    }
  });

  test('each pool has pages of its own, in two languages, with a style for its client', () => {
    for (const { id, Properties } of pools) {
      expect(Properties.UserPoolTier).toBe('ESSENTIALS');
      const [domain, ...more] = ofPool('AWS::Cognito::UserPoolDomain', id);
      expect(more).toEqual([]);
      expect(domain?.Properties.ManagedLoginVersion).toBe(2);
      const [client] = ofPool('AWS::Cognito::UserPoolClient', id);
      const [style] = ofPool('AWS::Cognito::ManagedLoginBranding', id);
      expect(style?.Properties.ClientId.Ref).toBe(client?.id);
    }
  });

  test('the pages of both have the colour and the logo of the brand', () => {
    const styles = resourcesOf('app', 'AWS::Cognito::ManagedLoginBranding');
    expect(styles).toHaveLength(2);
    for (const { Properties } of styles) {
      // With Cognito's own values it refuses any of ours.
      expect(Properties.UseCognitoProvidedValues).toBe(false);
      const { defaults } = Properties.Settings.components.primaryButton.lightMode;
      expect(defaults).toEqual({ backgroundColor: '1f5f4aff', textColor: 'ffffffff' });
      const [logo, ...more] = Properties.Assets;
      expect(more).toEqual([]);
      expect(logo).toMatchObject({ Category: 'FORM_LOGO', ColorMode: 'LIGHT', Extension: 'PNG' });
      expect(Buffer.from(logo.Bytes, 'base64')).toEqual(readFileSync('layers/assets/logo.png'));
    }
  });
});

/** The names of the pages’ hosts, as CloudFormation gets them. */
const domainsWith = (changes: object): unknown[] => {
  const { data } = stacksOf(contextWith(changes));
  const resources = data.node.findAll().flatMap((part) => {
    const { cfnResourceType, domain } = part as unknown as Record<string, unknown>;
    return cfnResourceType === 'AWS::Cognito::UserPoolDomain' ? [data.resolve(domain)] : [];
  });
  return resources;
};

describe('the address of the pages', () => {
  const { configuration } = contextWith() as { configuration: object };
  const withPrefix = (domainPrefix: string) => ({
    configuration: { ...configuration, signIn: { domainPrefix } },
  });

  test('is nobody else’s: it holds the number of the account, the stage and who signs in', () => {
    const ofAccount = (end: string) => ({
      'Fn::Join': ['', ['peage-', { Ref: 'AWS::AccountId' }, end]],
    });
    expect(domainsWith({})).toEqual([ofAccount('-dev'), ofAccount('-dev-staff')]);
  });

  test('starts as the configuration says', () => {
    expect(domainsWith(withPrefix('lilas'))).toEqual(['lilas-dev', 'lilas-dev-staff']);
  });

  test.each(['Lilas', 'my-aws-shop', 'amazonas', '-lilas', 'lilas.example', 'l'.repeat(41)])(
    'cannot start with %s, which Cognito refuses',
    (prefix) => {
      expect(() => domainsWith(withPrefix(prefix))).toThrow('domainPrefix');
    },
  );
});
