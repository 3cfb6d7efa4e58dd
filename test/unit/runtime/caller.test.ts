import { UnauthenticatedError } from '#domain/errors';
import { callerFrom, personFromClaims } from '#runtime/caller';

describe('told by our own authorizer', () => {
  test('a server key has its scopes and, when it is bound, its customer', () => {
    const lambda = { kind: 'key', keyId: 'key_1', scopes: 'payments:write payments:read' } as const;
    expect(callerFrom({ lambda })).toEqual({
      kind: 'key',
      keyId: 'key_1',
      scopes: ['payments:write', 'payments:read'],
    });
    expect(callerFrom({ lambda: { ...lambda, customerId: 'cus_diallo' } })).toMatchObject({
      customerId: 'cus_diallo',
    });
  });

  test('a key without scopes may do nothing', () => {
    expect(callerFrom({ lambda: { kind: 'key', keyId: 'key_1', scopes: '' } })).toMatchObject({
      scopes: [],
    });
  });

  test('a person has their roles', () => {
    const lambda = { kind: 'person', subject: 'user-1', roles: 'admin finance' } as const;
    expect(callerFrom({ lambda })).toEqual({
      kind: 'person',
      subject: 'user-1',
      roles: ['admin', 'finance'],
    });
  });

  test.each(['token_expired', 'token_invalid', 'api_key_invalid', 'credentials_required'] as const)(
    'whose credentials are not good (%s) is told so, and is never taken for a guest',
    (code) => {
      const attempt = () => callerFrom({ lambda: { kind: 'rejected', code } });
      expect(attempt).toThrow(UnauthenticatedError);
      expect(attempt).toThrow(expect.objectContaining({ code }));
    },
  );

  test.each([undefined, {}, { lambda: null }, { lambda: { kind: 'public' as const } }])(
    'nobody in particular is a guest: %j',
    (authorizer) => {
      expect(callerFrom(authorizer)).toEqual({ kind: 'public' });
    },
  );
});

describe('told by the gateway’s own authorizer', () => {
  const rolesOf = (groups: unknown) =>
    personFromClaims({ sub: 'user-1', 'cognito:groups': groups });

  test.each([
    ['[admin finance]', ['admin', 'finance']],
    ['[admin]', ['admin']],
    ['admin', ['admin']],
    ['[admin, finance]', ['admin', 'finance']],
    [
      ['admin', 'finance'],
      ['admin', 'finance'],
    ],
    [[], []],
    ['[]', []],
    ['', []],
    [undefined, []],
    [7, []],
  ])('groups written as %j are the roles %j', (groups, roles) => {
    expect(rolesOf(groups)).toMatchObject({ kind: 'person', subject: 'user-1', roles });
  });

  test('no group is made of the words of another', () => {
    expect(rolesOf('[not-admin administrators]')).toMatchObject({
      roles: ['not-admin', 'administrators'],
    });
  });

  test('a member belongs to the customer that their token names', () => {
    const claims = { sub: 'user-1', 'custom:customer_id': 'cus_diallo' };
    expect(callerFrom({ jwt: { claims } })).toEqual({
      kind: 'person',
      subject: 'user-1',
      roles: [],
      customerId: 'cus_diallo',
    });
  });

  test('counts before anything else', () => {
    const authorizer = { jwt: { claims: { sub: 'user-1' } }, lambda: { kind: 'public' as const } };
    expect(callerFrom(authorizer)).toMatchObject({ kind: 'person' });
  });
});
