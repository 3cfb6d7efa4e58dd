import type { DomainEvent } from '#vocabulary/events';
import type { Clock, RandomBytes } from '../clock.ts';
import {
  type GuestCustomer,
  type GuestCustomerDeps,
  type GuestCustomerWrite,
  guestCustomer,
} from '../customers/guest-customer.ts';
import type { Pause } from '../pause.ts';
import type { Payment } from '../payments/payment.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Order } from './order.ts';
import { type OrderEventContext, orderEvent } from './order-event.ts';

/** Everything that a paid order changes, written together. */
export type OrderCompletion = {
  order: Order;
  /** The payment, which gets the order's customer. */
  payment: Payment;
  guest?: GuestCustomerWrite;
  /** The customer that was found and not written: it must not be erased since. */
  foundCustomerId?: string;
  events: DomainEvent[];
};

export type OrderCompletions = {
  findOrder(id: string): Promise<Order | undefined>;
  findPayment(id: string): Promise<Payment | undefined>;
  /** Writes all of it, unless order, payment or customer was written, or erased, meanwhile. */
  save(completion: OrderCompletion): Promise<'saved' | 'stale'>;
};

export type CompleteDeps = GuestCustomerDeps & {
  completions: OrderCompletions;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

export type PaidOrder = { orderId: string; paymentId: string; requestId: string };

export type Completed = 'completed' | 'completed_late' | 'ignored';

/** Many orders of one guest may complete together, and each writes the customer or its claim. */
const race = { attemptsMax: 20, busy: 'too many concurrent writes of the order or its customer' };

/**
 * Makes a paid order one to work on, and gives it its customer: the member's, or the guest's, whom
 * it finds by mailbox or creates. One transaction, so that whatever crashes, an order is complete
 * with its customer or waits for the next attempt.
 *
 * @throws Error when order or payment is not stored, so that the job is tried again.
 */
export const completeOrder = (
  deps: CompleteDeps,
  { orderId, paymentId, requestId }: PaidOrder,
): Promise<Completed> =>
  untilSaved({ ...race, pause: deps.pause }, async () => {
    const order = await deps.completions.findOrder(orderId);
    const payment = await deps.completions.findPayment(paymentId);
    if (!order || !payment)
      throw new Error('an event names an order and a payment that are stored');
    if (!isPaidBy(order, payment)) return 'ignored';
    const context = { now: deps.now(), randomBytes: deps.randomBytes, requestId };
    const owner = await ownerOf(deps, order, context);
    const isLate = isPaidLate(order, payment);
    const completion = completionOf({ order, payment, owner, isLate }, context);
    const outcome = await deps.completions.save(completion);
    if (outcome === 'stale') return overtaken;
    return isLate ? 'completed_late' : 'completed';
  });

/** Once for each payment; after a full refund another payment may pay it again. */
const isPaidBy = ({ status, paidBy }: Order, { id, status: paymentStatus }: Payment): boolean =>
  paymentStatus === 'completed' &&
  (paidBy === undefined || (status === 'refunded' && paidBy !== id));

/** Money came for what the shop had given up: it is honoured, and somebody must know. */
const isPaidLate = ({ status, expiresAt }: Order, { completedAt = '' }: Payment): boolean =>
  status === 'cancelled' || status === 'refunded' || completedAt > expiresAt;

type Owner = Pick<GuestCustomer, 'account' | 'write'> & {
  customerId: string;
  isFound?: boolean;
};

async function ownerOf(
  deps: CompleteDeps,
  order: Order,
  context: OrderEventContext,
): Promise<Owner> {
  if (order.customerId !== undefined)
    return { customerId: order.customerId, account: order.account ?? 'member' };
  const { customer, account, write } = await guestCustomer(deps, order, context);
  return { customerId: customer.id, account, write, isFound: write === undefined };
}

const filesOf = ({ files = [] }: Order): { files?: string } =>
  files.length > 0 ? { files: String(files.length) } : {};

function completionOf(
  {
    order,
    payment,
    owner,
    isLate,
  }: {
    order: Order;
    payment: Payment;
    owner: Owner;
    isLate: boolean;
  },
  context: OrderEventContext,
): OrderCompletion {
  const { customerId, account, write: guest, isFound } = owner;
  const updatedAt = context.now.toISOString();
  const about = { orderId: order.id, paymentId: payment.id };
  // The refund was faster than this job: its own event has found an order that was not paid.
  const isRefunded = payment.refundState === 'full';
  return {
    order: {
      ...order,
      status: isRefunded ? 'refunded' : 'in_progress',
      customerId,
      buyer: { ...order.buyer, customerId },
      account,
      paidBy: payment.id,
      paidAt: payment.completedAt,
      updatedAt,
      version: order.version + 1,
    },
    payment: {
      ...payment,
      buyer: { ...payment.buyer, customerId },
      updatedAt,
      version: payment.version + 1,
    },
    guest,
    ...(isFound && { foundCustomerId: customerId }),
    events: [
      orderEvent('order.paid', { ...about, customerId, account, ...filesOf(order) }, context),
      ...(isLate ? [orderEvent('order.paid_late', about, context)] : []),
      ...(isRefunded ? [orderEvent('order.refunded', about, context)] : []),
    ],
  };
}
