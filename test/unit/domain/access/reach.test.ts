import type { Caller, Role, Scope } from '#domain/access/caller';
import { requireRole, requireScope, scopes } from '#domain/access/caller';
import { ClientTokens } from '#domain/access/client-token';
import { ForbiddenError, NotFoundError, UnauthenticatedError } from '#domain/errors';
import type { Invoice } from '#domain/invoices/invoice-store';
import { mayReachInvoice } from '#domain/invoices/read-invoice';
import { mayReach, requireReach, sightOf } from '#domain/payments/read-payment';
import { anInvoice } from '#test/invoices';
import { anOrder, aPayment, paymentIdOf } from '#test/payments';

const tokens = new ClientTokens(['the key of this shop']);

const aPerson = (roles: Role[], customerId?: string): Caller => ({
  kind: 'person',
  subject: 'user-1',
  roles,
  customerId,
});

const aKey = (granted: Scope[], customerId?: string): Caller => ({
  kind: 'key',
  keyId: 'key_1',
  scopes: granted,
  customerId,
});

const guest: Caller = { kind: 'public' };
const all: Scope[] = [...scopes];
const allBut = (scope: Scope) => all.filter((one) => one !== scope);

const paymentOf = (customerId?: string) =>
  aPayment({ id: paymentIdOf(`of ${customerId}`), buyer: { ...anOrder().buyer, customerId } });

const invoiceOf = (customerId?: string): Invoice => ({
  id: 'inv_1',
  paymentId: paymentOf(customerId).id,
  customerId,
  status: 'paid',
  content: anInvoice(),
  createdAt: '2026-11-21T10:06:00.000Z',
  requestId: 'request-1',
});

/** Caller, then: reaches what is Diallo's, what is Mensah's, what is nobody's. */
const whoReachesWhat: [string, Caller, boolean, boolean, boolean][] = [
  ['an admin', aPerson(['admin']), true, true, true],
  ['finance', aPerson(['finance']), true, true, true],
  ['finance that is somebody’s customer too', aPerson(['finance'], 'cus_diallo'), true, true, true],
  ['a member of Diallo', aPerson(['member'], 'cus_diallo'), true, false, false],
  ['a person of Diallo without role', aPerson([], 'cus_diallo'), true, false, false],
  ['a person of no customer', aPerson(['member']), false, false, false],
  ['the shop’s server', aKey(all), true, true, true],
  ['a server bound to Diallo', aKey(all, 'cus_diallo'), true, false, false],
  ['a server without any scope', aKey([]), false, false, false],
  ['a bound server without any scope', aKey([], 'cus_diallo'), false, false, false],
  ['a guest', guest, false, false, false],
];

describe.each(whoReachesWhat)('%s', (_, caller, diallos, mensahs, nobodys) => {
  test('can access the payments that they may see', () => {
    for (const scope of ['payments:read', 'payments:write'] as const) {
      const reaches = (customerId?: string) =>
        mayReach(paymentOf(customerId), { caller, scope }, tokens);
      expect([reaches('cus_diallo'), reaches('cus_mensah'), reaches()]).toEqual([
        diallos,
        mensahs,
        nobodys,
      ]);
    }
  });

  test('can access the invoices that they may see', () => {
    const reaches = (customerId?: string) =>
      mayReachInvoice(invoiceOf(customerId), { caller }, tokens);
    expect([reaches('cus_diallo'), reaches('cus_mensah'), reaches()]).toEqual([
      diallos,
      mensahs,
      nobodys,
    ]);
  });

  test('can access with a payment’s token that payment and its invoice, and nothing else', () => {
    const clientToken = tokens.issue(paymentOf('cus_mensah').id);
    const access = { caller, clientToken, scope: 'payments:read' as const };
    expect(mayReach(paymentOf('cus_mensah'), access, tokens)).toBe(true);
    expect(mayReachInvoice(invoiceOf('cus_mensah'), access, tokens)).toBe(true);
    expect(mayReach(paymentOf('cus_diallo'), access, tokens)).toBe(diallos);
    expect(mayReachInvoice(invoiceOf('cus_diallo'), access, tokens)).toBe(diallos);
    expect(mayReach(paymentOf(), access, tokens)).toBe(nobodys);
  });

  test('cannot distinguish another’s payment from one that does not exist', () => {
    const access = { caller, scope: 'payments:read' as const };
    const attempt = (payment?: ReturnType<typeof aPayment>) => () =>
      requireReach(payment, access, tokens);
    expect(attempt()).toThrow(NotFoundError);
    if (mensahs) expect(attempt(paymentOf('cus_mensah'))()).toEqual(paymentOf('cus_mensah'));
    else expect(attempt(paymentOf('cus_mensah'))).toThrow(new NotFoundError('payment'));
  });
});

describe('what is visible of Diallo’s payment of our order, opened by the key key_1 [B2, B7]', () => {
  const orderId = 'ord_01M7Y4MMKF07A7G7VF8YACZ7E9';
  const payment = { ...paymentOf('cus_diallo'), ownerId: 'key_1', orderId };
  const otherKey = (granted: Scope[], customerId?: string): Caller => ({
    kind: 'key',
    keyId: 'key_2',
    scopes: granted,
    customerId,
  });
  const readAt = new Date('2026-11-21T10:30:00.000Z');
  const holding = tokens.issue(payment.id);
  const returning = tokens.issueResultToken(payment.id, new Date('2026-11-21T11:00:00.000Z'));

  test.each<[string, Caller, string | undefined, string, boolean, boolean]>([
    ['the key that opened it', aKey(all), undefined, 'all', true, true],
    [
      'that key, which may only read by now',
      aKey(['payments:read']),
      undefined,
      'none',
      true,
      true,
    ],
    ['another key of the shop', otherKey(all), undefined, 'none', true, true],
    ['another key that shows the token', otherKey(all), holding, 'all', true, true],
    ['a key of the customer', otherKey(all, 'cus_diallo'), undefined, 'none', false, true],
    ['the customer’s key that opened it', aKey(all, 'cus_diallo'), undefined, 'all', true, true],
    ['a member', aPerson(['member'], 'cus_diallo'), undefined, 'all', false, true],
    ['finance', aPerson(['finance']), undefined, 'none', true, true],
    ['an admin', aPerson(['admin']), undefined, 'none', true, true],
    ['a guest with its token', guest, holding, 'all', false, false],
    ['a guest with another token', guest, tokens.issue('pay_other'), 'none', false, false],
    ['a browser that comes back', guest, returning, 'page', false, false],
  ])('by %s', (_, caller, clientToken, action, shopsOwn, customer) => {
    const sight = sightOf(payment, { caller, clientToken, readAt }, tokens);
    expect(sight).toEqual({ action, shopsOwn, customer });
    const ofOtherThings = sightOf({ ...payment, orderId: '1042' }, { caller, clientToken }, tokens);
    expect(ofOtherThings.customer).toBe(true);
  });

  test('a returning browser can read for a limited time, and do nothing else', () => {
    const access = { caller: guest, clientToken: returning, scope: 'payments:read' } as const;
    const late = new Date('2026-11-21T11:00:00.000Z');
    expect(mayReach(payment, { ...access, readAt }, tokens)).toBe(true);
    expect(mayReach(payment, { ...access, readAt: late }, tokens)).toBe(false);
    expect(mayReach(payment, access, tokens)).toBe(false);
  });
});

describe('a server key', () => {
  test.each(['payments:read', 'payments:write'] as const)(
    'needs exactly the scope %s for it, on payments',
    (scope) => {
      const may = (granted: Scope[]) =>
        mayReach(paymentOf('cus_diallo'), { caller: aKey(granted), scope }, tokens);
      expect(may([scope])).toBe(true);
      expect(may(allBut(scope))).toBe(false);
    },
  );

  test('needs invoices:read for invoices', () => {
    const may = (granted: Scope[], customerId?: string) =>
      mayReachInvoice(invoiceOf('cus_diallo'), { caller: aKey(granted, customerId) }, tokens);
    expect(may(['invoices:read'])).toBe(true);
    expect(may(allBut('invoices:read'))).toBe(false);
    expect(may(allBut('invoices:read'), 'cus_diallo')).toBe(false);
  });

  test('gets an error that names the missing scope', () => {
    const key = { kind: 'key', keyId: 'key_1', scopes: allBut('payments:write') } as const;
    expect(() => requireScope(key, 'payments:write')).toThrow('payments:write');
    expect(() => requireScope(key, 'payments:read')).not.toThrow();
  });

  test('has no role, even with every scope', () => {
    expect(() => requireRole(aKey(all), 'admin')).toThrow(ForbiddenError);
  });
});

test('what is for admins asks a guest to sign in, and refuses everyone else', () => {
  expect(() => requireRole(guest, 'admin')).toThrow(UnauthenticatedError);
  for (const roles of [[], ['member'], ['finance']] as Role[][])
    expect(() => requireRole(aPerson(roles), 'admin')).toThrow(ForbiddenError);
  expect(requireRole(aPerson(['member', 'admin']), 'admin')).toMatchObject({ subject: 'user-1' });
});
