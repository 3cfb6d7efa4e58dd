import type { Caller, Role, Scope } from '#domain/access/caller';
import {
  isOfShop,
  requireOrderKeeper,
  requireOrderReach,
  requireOrderReader,
} from '#domain/orders/reach-order';
import { aStoredOrder } from '#test/orders';

const guest: Caller = { kind: 'public' };
const person = (role: Role, customerId?: string): Caller => ({
  kind: 'person',
  subject: 'sub',
  roles: [role],
  ...(customerId && { customerId }),
});
const key = (scopes: Scope[], customerId?: string): Caller => ({
  kind: 'key',
  keyId: 'key_1',
  scopes,
  ...(customerId && { customerId }),
});

const mine = aStoredOrder({ customerId: 'cus_mine' });
const guests = aStoredOrder();
const tokenOf = (order: typeof mine) => (id: string) => id === order.id;
const noToken = () => false;

test.each<[string, Caller]>([
  ['an admin', person('admin')],
  ['finance', person('finance')],
  ['the shop’s server', key(['payments:read'])],
])('%s sees every order, and what the shop knows of it', (_, caller) => {
  for (const order of [mine, guests])
    expect(requireOrderReach(order, { caller, holdsTokenOf: noToken })).toBe(order);
  expect(isOfShop(caller)).toBe(true);
});

test.each<[string, Caller]>([
  ['a member', person('member', 'cus_mine')],
  ['the customer’s own server', key(['payments:read'], 'cus_mine')],
])('%s sees the orders of the customer, and no other', (_, caller) => {
  const access = { caller, holdsTokenOf: noToken };
  expect(requireOrderReach(mine, access)).toBe(mine);
  expect(() => requireOrderReach(guests, access)).toThrow(/no such order/);
  expect(() => requireOrderReach(aStoredOrder({ customerId: 'cus_other' }), access)).toThrow();
  expect(isOfShop(caller)).toBe(false);
});

test.each<[string, Caller]>([
  ['a guest', guest],
  ['a person of no customer', person('member')],
  ['a member of another customer', person('member', 'cus_other')],
  ['a key without the scope', key(['usage:write'])],
  ['a customer’s key without the scope', key(['usage:write'], 'cus_mine')],
])('%s sees only an order whose token they hold', (_, caller) => {
  for (const order of [mine, guests])
    expect(() => requireOrderReach(order, { caller, holdsTokenOf: noToken })).toThrow();
  const access = { caller, holdsTokenOf: tokenOf(guests) };
  expect(requireOrderReach(guests, access)).toBe(guests);
  expect(() => requireOrderReach(mine, access)).toThrow(/no such order/);
  expect(isOfShop(caller)).toBe(false);
});

test('what does not exist answers as what is somebody else’s', () => {
  const access = { caller: guest, holdsTokenOf: () => true };
  expect(() => requireOrderReach(undefined, access)).toThrow(
    expect.objectContaining({ code: 'order_not_found' }),
  );
});

test('who shows nothing is told to show something', () => {
  expect(() => requireOrderReader({ caller: guest })).toThrow(
    expect.objectContaining({ code: 'credentials_required' }),
  );
  expect(() => requireOrderReader({ caller: key(['usage:write']) })).toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  );
  expect(() => requireOrderReader({ caller: guest, clientToken: 'ct_1' })).not.toThrow();
});

test.each<[string, Caller, string | undefined]>([
  ['an admin', person('admin'), undefined],
  ['the shop’s server', key(['payments:write']), undefined],
  ['a server that only reads', key(['payments:read']), 'forbidden'],
  ['a customer’s own server', key(['payments:write'], 'cus_mine'), 'order_not_found'],
  ['finance', person('finance'), 'forbidden'],
  ['the customer’s owner', person('owner', 'cus_mine'), 'forbidden'],
  ['a guest', guest, 'credentials_required'],
])('%s keeps orders: %#', (_, caller, code) => {
  if (code === undefined) expect(requireOrderKeeper(caller)).toBe(caller);
  else expect(() => requireOrderKeeper(caller)).toThrow(expect.objectContaining({ code }));
});
