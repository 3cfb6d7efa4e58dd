import { type Caller, requireScope } from '../access/caller.ts';
import { InvalidRequestError, NotFoundError, UnauthenticatedError } from '../errors.ts';
import type { Order } from '../orders/order.ts';
import { OrderNotPayableError } from '../orders/order-errors.ts';
import type { OrderStore } from '../orders/order-store.ts';
import { initiatorFor } from './initiator.ts';
import type { Buyer, PaymentOrder } from './payment.ts';
import type { Payer, PaymentRequest } from './payment-request.ts';

/**
 * Anyone with the order's client token may pay it, as may its customer's members, the shop's own
 * server and the shop's people. What is paid, by whom and in which language is what was ordered.
 */
export function payableOwnOrder(
  { orders, now }: { orders: Pick<OrderStore, 'find'>; now: () => Date },
  { caller, holdsTokenOf }: Payer,
  request: PaymentRequest & { orderId: string },
): () => Promise<PaymentOrder> {
  const {
    orderId,
    customer,
    amount,
    currency,
    lines,
    discounts,
    planId,
    invoiceId,
    deposits,
    ...rest
  } = request;
  const holdsLink = holdsTokenOf(orderId);
  requirePayer(caller, holdsLink);
  if ((amount ?? lines ?? discounts) !== undefined)
    throw new InvalidRequestError('The amount of an order is looked up: leave it out.');
  return async () => {
    const order = await orders.find(orderId);
    const customerId = order?.customerId;
    const initiator = initiatorFor(caller, {
      customerId,
      holdsLink,
      named: customer?.customerId,
    });
    if (!order || !initiator) throw new NotFoundError('order');
    requirePayable(order, now());
    return {
      ...rest,
      orderId,
      initiator,
      amount: order.total,
      lines: order.lines.map(({ productId, ...line }) => line),
      buyer: buyerOf(order, customer?.phone),
      description: descriptionOf(order),
      locale: order.locale,
    };
  };
}

function requirePayer(caller: Caller, holdsLink: boolean): void {
  if (holdsLink) return;
  if (caller.kind === 'public')
    throw new UnauthenticatedError(
      'credentials_required',
      'Sign in, or send the order’s client token.',
    );
  if (caller.kind === 'key') requireScope(caller, 'payments:write');
}

/** @throws OrderNotPayableError when it is paid, cancelled or refunded, or its price holds no more. */
function requirePayable({ status, expiresAt }: Order, now: Date): void {
  if (status === 'cancelled') throw new OrderNotPayableError('order_cancelled');
  if (status === 'refunded') throw new OrderNotPayableError('order_refunded');
  if (status !== 'pending_payment') throw new OrderNotPayableError('order_already_paid');
  if (now.toISOString() >= expiresAt) throw new OrderNotPayableError('order_expired');
}

/** A wallet is asked for by telephone; the address is that of the order, which finds the customer. */
const buyerOf = ({ buyer }: Order, phone: string | undefined): Buyer =>
  phone === undefined ? buyer : { ...buyer, phone };

/** What the provider shows. */
function descriptionOf({ title, lines }: Order): string {
  if (title !== undefined) return title;
  const more = lines.length > 1 ? ` (+ ${lines.length - 1})` : '';
  return `${lines[0]!.description}${more}`;
}
