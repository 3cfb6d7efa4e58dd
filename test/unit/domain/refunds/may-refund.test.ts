import type { Caller } from '#domain/access/caller';
import { ForbiddenError, NotFoundError, UnauthenticatedError } from '#domain/errors';
import { requireMayRefund, requireOwnPayment } from '#domain/refunds/may-refund';
import { anAdmin } from '#test/audits';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aCompletedPayment, anOrder } from '#test/payments';

const aKey = (scopes: Extract<Caller, { kind: 'key' }>['scopes'], customerId?: string): Caller => ({
  kind: 'key',
  keyId: 'key_shop',
  scopes,
  ...(customerId !== undefined && { customerId }),
});

describe('a refund may be requested', () => {
  test.each<[string, Caller]>([
    ['a server whose key is for refunds', aKey(['refunds:write'])],
    ['an administrator', anAdmin()],
    ['somebody from finance', anAdmin({ roles: ['finance'] })],
  ])('by %s', (_, caller) => {
    expect(() => requireMayRefund(caller)).not.toThrow();
  });

  test.each<[string, Caller]>([
    ['a server whose key is for payments alone', aKey(['payments:write', 'payments:read'])],
    ['a customer’s owner', anAdmin({ roles: ['owner'], customerId: 'cus_1' })],
    ['a customer’s member', anAdmin({ roles: ['member'], customerId: 'cus_1' })],
    ['a person without a role', anAdmin({ roles: [] })],
  ])('but not by %s', (_, caller) => {
    expect(() => requireMayRefund(caller)).toThrow(ForbiddenError);
  });

  test('and a person who may not is told who may', () => {
    const asOwner = () => requireMayRefund(anAdmin({ roles: ['owner'] }));
    expect(asOwner).toThrow('This is for admin or finance only.');
  });

  test('but not by somebody who does not say who they are: they may sign in first', () => {
    const asGuest = () => requireMayRefund({ kind: 'public' });
    expect(asGuest).toThrow(UnauthenticatedError);
    expect(asGuest).toThrow(
      expect.objectContaining({
        code: 'credentials_required',
        message: 'Sign in, or send an API key.',
      }),
    );
  });
});

describe('of the payment', () => {
  const requireOwn = async (caller: Caller, paymentId?: string) => {
    const payments = new MemoryPaymentStore();
    const buyer = { ...anOrder().buyer, customerId: 'cus_1' };
    const { id } = await payments.createOrGet(aCompletedPayment({ buyer }));
    const refunds = new MemoryRefundStore(payments);
    return requireOwnPayment({ refunds }, caller, paymentId ?? id);
  };

  test('of its customer by a key that is bound to one', async () => {
    await expect(requireOwn(aKey(['refunds:write'], 'cus_1'))).resolves.toBeUndefined();
  });

  test('of another customer by no such key, as if it did not exist', async () => {
    const key = aKey(['refunds:write'], 'cus_2');
    await expect(requireOwn(key)).rejects.toThrow(NotFoundError);
    await expect(requireOwn(key)).rejects.toMatchObject({ code: 'payment_not_found' });
    await expect(requireOwn(key, 'pay_unknown')).rejects.toThrow(NotFoundError);
  });

  test('of any customer by a key that is bound to none, and by the shop’s own people', async () => {
    await expect(requireOwn(aKey(['refunds:write']))).resolves.toBeUndefined();
    await expect(requireOwn(anAdmin())).resolves.toBeUndefined();
    // A person's customer is not asked about: only admin and finance come this far.
    await expect(requireOwn(anAdmin({ customerId: 'cus_2' }))).resolves.toBeUndefined();
  });
});
