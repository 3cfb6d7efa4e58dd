import type { Refusal } from '#domain/access/caller';
import {
  CustomerArchivedError,
  CustomerChoiceError,
  ForbiddenError,
  UnauthenticatedError,
} from '#domain/errors';
import { admit, callerFrom } from '#runtime/caller';

describe('identified by our own authorizer', () => {
  test('a server key has its scopes and, if it is bound, its customer', () => {
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
    'invalid credentials (%s) are reported, and the caller is never treated as a guest',
    (code) => {
      const attempt = () => callerFrom({ lambda: { kind: 'rejected', code } });
      expect(attempt).toThrow(UnauthenticatedError);
      expect(attempt).toThrow(expect.objectContaining({ code }));
    },
  );

  test.each([undefined, {}, { lambda: null }, { lambda: { kind: 'public' as const } }])(
    'an unknown caller is a guest: %j',
    (authorizer) => {
      expect(callerFrom(authorizer)).toEqual({ kind: 'public' });
    },
  );
});

describe('the check before every function [B11]', () => {
  const ofArchived = { customerId: 'cus_1', isCustomerArchived: true };
  const key = { kind: 'key', keyId: 'key_1', scopes: 'payments:write', ...ofArchived } as const;
  const owner = { kind: 'person', subject: 'awa', roles: 'owner', ...ofArchived } as const;

  test.each([key, owner])('an archived customer’s $kind cannot write', (lambda) => {
    for (const method of ['POST', 'PUT', 'PATCH'])
      expect(() => admit({ lambda }, method)).toThrow(CustomerArchivedError);
  });

  test.each([key, owner])('but its $kind can still read, and remove', (lambda) => {
    for (const method of ['GET', 'HEAD', 'DELETE']) admit({ lambda }, method);
  });

  test('the credentials that a route requires are checked before anything is done', () => {
    const rejected = (code: Refusal) => () => admit({ lambda: { kind: 'rejected', code } }, 'GET');
    expect(rejected('credentials_required')).toThrow(UnauthenticatedError);
    expect(rejected('people_only')).toThrow(ForbiddenError);
    expect(rejected('customer_required')).toThrow(CustomerChoiceError);
    expect(rejected('customer_not_yours')).toThrow(CustomerChoiceError);
  });
});
