import type { Caller } from '#domain/access/caller';
import { requireWatcher } from '#domain/access/watcher';

const key = { kind: 'key', keyId: 'key_1', scopes: ['metrics:read'] } as const;

test('admins and the shop’s own servers may read its numbers', () => {
  expect(requireWatcher({ ...key, scopes: ['metrics:read'] })).toBe('key_1');
  expect(requireWatcher({ kind: 'person', subject: 's', roles: ['admin'] })).toBe('person:s');
});

test.each<[string, Caller, string]>([
  ['a stranger', { kind: 'public' }, 'credentials_required'],
  ['a key without the scope', { ...key, scopes: ['payments:read'] }, 'forbidden'],
  [
    'a customer’s own key, although its owner may give it the scope',
    { ...key, scopes: ['metrics:read'], customerId: 'cus_1' },
    'forbidden',
  ],
  ['finance', { kind: 'person', subject: 's', roles: ['finance'] }, 'forbidden'],
  [
    'an owner',
    { kind: 'person', subject: 's', roles: ['owner'], customerId: 'cus_1' },
    'forbidden',
  ],
])('%s may not', (_, caller, code) => {
  expect(() => requireWatcher(caller)).toThrow(expect.objectContaining({ code }));
});
