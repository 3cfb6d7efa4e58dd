import { type Api, ApiRefusal } from '../api.ts';
import { pagesOf } from '../pages.ts';

/** The fields of a payment that refunds need. */
export type Payment = {
  id: string;
  status: string;
  amount: number;
  currency: string;
  amountRefunded: number;
  dispute: 'open' | 'won' | 'lost' | null;
  orderId: string | null;
};

/** Undefined when there is none. */
export async function findPayment(api: Api, id: string): Promise<Payment | undefined> {
  try {
    return await api.ask<Payment>({ method: 'GET', path: `/v1/payments/${id}` });
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 404) return undefined;
    throw error;
  }
}

/** Completed payments of exactly these orders; a shop may have been paid twice for one. */
export async function paymentsOfOrders(
  api: Api,
  orderIds: ReadonlySet<string>,
): Promise<Map<string, Payment[]>> {
  const found = new Map<string, Payment[]>([...orderIds].map((id) => [id, []]));
  if (orderIds.size === 0) return found;
  const [first = ''] = orderIds;
  // The search is fuzzy and takes one order; for several orders all payments are read.
  const query = { status: 'completed', ...(orderIds.size === 1 && { q: first }) };
  for await (const payment of pagesOf<Payment>(api, '/v1/payments', query))
    if (payment.orderId !== null) found.get(payment.orderId)?.push(payment);
  return found;
}
