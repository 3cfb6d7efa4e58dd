import { nothingIn } from '../money.ts';
import { nextCheckAt } from './next-check.ts';
import type { Payment, PaymentOrder, ProviderName } from './payment.ts';

/** How long a buyer may pay. Stripe accepts 30 minutes to 24 hours. */
const paymentLifetimeMs = 60 * 60 * 1000;

export function newPayment(
  order: PaymentOrder,
  identity: {
    id: string;
    provider: ProviderName;
    createdAt: Date;
    requestId: string;
    ownerId?: string;
  },
): Payment {
  const { action, ...rest } = order;
  const createdAt = identity.createdAt.toISOString();
  const payment: Payment = {
    ...rest,
    ...identity,
    status: 'pending',
    actionWanted: action,
    createdAt,
    updatedAt: createdAt,
    expiresAt: new Date(identity.createdAt.getTime() + paymentLifetimeMs).toISOString(),
    version: 1,
    amountRefunded: nothingIn(order.amount.currency),
    amountReserved: nothingIn(order.amount.currency),
    refundState: 'none',
    dispute: null,
  };
  return { ...payment, checkAt: nextCheckAt(payment, identity.createdAt) };
}
