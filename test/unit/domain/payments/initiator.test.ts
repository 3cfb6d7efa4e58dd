import { bounds, requireAllowedFields } from '#domain/access/bounds';
import type { Caller, Role, Scope } from '#domain/access/caller';
import { FieldNotAllowedError } from '#domain/errors';
import { initiatorFor } from '#domain/payments/initiator';
import type { InitiatorKind } from '#domain/payments/payment';

const person = (roles: Role[], customerId?: string): Caller => ({
  kind: 'person',
  subject: 'user-1',
  roles,
  customerId,
});
const key = (customerId?: string, scopes: Scope[] = ['payments:write']): Caller => ({
  kind: 'key',
  keyId: 'key_1',
  scopes,
  customerId,
});
const guest: Caller = { kind: 'public' };

const mine = { customerId: 'cus_diallo', holdsLink: false, named: undefined };
const byLink = { ...mine, holdsLink: true };

describe('who initiates a payment for Diallo [B1]', () => {
  test.each<[string, Caller, Parameters<typeof initiatorFor>[1], InitiatorKind, boolean]>([
    ['a member', person(['member'], 'cus_diallo'), mine, 'member', true],
    ['a member who came by the link', person(['member'], 'cus_diallo'), byLink, 'member', true],
    ['an admin', person(['admin']), mine, 'staff', false],
    [
      'an admin who names the customer',
      person(['admin']),
      { ...mine, named: 'cus_diallo' },
      'staff',
      false,
    ],
    ['finance', person(['finance']), byLink, 'staff', false],
    ['the shop’s server', key(), mine, 'server', false],
    [
      'the shop’s server, which names the customer',
      key(),
      { ...mine, named: 'cus_diallo' },
      'server',
      true,
    ],
    ['the shop’s server, which names another', key(), { ...mine, named: 'cus_x' }, 'server', false],
    ['the customer’s own server', key('cus_diallo'), mine, 'server', true],
    ['a guest with the link', guest, byLink, 'link', false],
    [
      'a guest with the link who names the customer',
      guest,
      { ...byLink, named: 'cus_diallo' },
      'link',
      false,
    ],
    [
      'a member of another customer with the link',
      person(['owner'], 'cus_x'),
      byLink,
      'link',
      false,
    ],
    ['another customer’s server with the link', key('cus_x'), byLink, 'link', false],
    [
      'a server that may only read, with the link',
      key(undefined, ['payments:read']),
      byLink,
      'link',
      false,
    ],
  ])('%s', (_, caller, of, kind, isCustomer) => {
    expect(initiatorFor(caller, of)).toEqual({ kind, isCustomer });
  });

  test('no one else can open one', () => {
    for (const caller of [guest, key('cus_x'), key(undefined, []), person(['owner'], 'cus_x')])
      expect(initiatorFor(caller, mine)).toBeUndefined();
    const nobodys = { ...mine, customerId: undefined };
    for (const caller of [guest, person(['member'])])
      expect(initiatorFor(caller, nobodys)).toBeUndefined();
  });
});

describe('what a caller may send with a payment [B7]', () => {
  const plain = { metadata: {} };

  test('every caller may send a payment without metadata and addresses', () => {
    for (const kind of Object.keys(bounds) as InitiatorKind[])
      expect(() => requireAllowedFields(kind, plain)).not.toThrow();
  });

  test('only the shop’s server may send metadata', () => {
    const noted = { metadata: { order: '1' } };
    expect(() => requireAllowedFields('server', noted)).not.toThrow();
    for (const kind of ['member', 'staff', 'link'] as const)
      expect(() => requireAllowedFields(kind, noted)).toThrow(FieldNotAllowedError);
  });

  test('the holder of a link may not choose where the buyer returns to', () => {
    for (const field of ['returnUrl', 'cancelUrl']) {
      const wish = { ...plain, [field]: 'https://shop.example/' };
      expect(() => requireAllowedFields('link', wish)).toThrow(field);
      for (const kind of ['server', 'member', 'staff'] as const)
        expect(() => requireAllowedFields(kind, wish)).not.toThrow();
    }
  });
});
