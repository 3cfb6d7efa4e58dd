import { scopes } from '#domain/access/caller';
import { keyManager, requireGrantable } from '#domain/access/manage-keys';
import { ForbiddenError, UnauthenticatedError } from '#domain/errors';
import { anAdmin } from '#test/audits';

const owner = anAdmin({ roles: ['owner'], customerId: 'cus_diallo' });

test('an administrator manages the keys of all customers, and the shop’s own', () => {
  expect(keyManager(anAdmin())).toMatchObject({ customerId: undefined });
  expect(keyManager(anAdmin(), 'cus_traore')).toMatchObject({ customerId: 'cus_traore' });
});

test('an owner manages the keys of their own customer, and no others', () => {
  for (const wanted of [undefined, 'cus_diallo'])
    expect(keyManager(owner, wanted)).toEqual({ person: owner, customerId: 'cus_diallo' });
  expect(() => keyManager(owner, 'cus_traore')).toThrow(ForbiddenError);
  expect(() => keyManager(anAdmin({ roles: ['owner'] }))).toThrow(ForbiddenError);
});

test('no one else manages keys', () => {
  for (const roles of [['member'], ['finance'], []] as const)
    expect(() => keyManager({ ...owner, roles: [...roles] })).toThrow(ForbiddenError);
  expect(() => keyManager({ kind: 'public' })).toThrow(UnauthenticatedError);
});

test('an owner may create keys that only read; only an administrator gives what changes what the customer owes [B4]', () => {
  const reading = ['payments:read', 'invoices:read', 'usage:read', 'metrics:read'] as const;
  requireGrantable(owner, reading);
  for (const scope of scopes.filter((scope) => !reading.some((one) => one === scope))) {
    expect(() => requireGrantable(owner, [...reading, scope])).toThrow(ForbiddenError);
    requireGrantable(anAdmin(), [scope]);
  }
});
