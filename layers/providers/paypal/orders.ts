import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls, OpenAnswer } from '#domain/payments/payment-provider';
import type { JsonExchange } from '../http-client.ts';
import { orderRequest } from './order-request.ts';
import type { PayPalClient } from './paypal-client.ts';
import { causeOf, isMissing, isSuccess, refusalIn } from './refusals.ts';
import type { WireCapture, WireOrder } from './wire.ts';

/** `missing`: PayPal deletes orders that were not approved or captured within three hours. */
export type OrderAnswer =
  | { kind: 'found'; order: WireOrder }
  | { kind: 'missing' }
  | { kind: 'unknown'; cause: unknown };

/** The form of PayPal's ids; anything else could lead to another address of the API. */
const idForm = /^[A-Z0-9]{1,36}$/;

/** Reads an order. An impossible id is reported as missing without a request. */
export async function readOrder(client: PayPalClient, id: string): Promise<OrderAnswer> {
  if (!idForm.test(id)) return { kind: 'missing' };
  const answer = await client.get(`/v2/checkout/orders/${id}`);
  return isMissing(answer) ? { kind: 'missing' } : foundIn(answer);
}

/** Reads the order in any answer; without an id it does not count. */
export function foundIn(answer: JsonExchange): OrderAnswer {
  const order = isSuccess(answer) ? ((answer.body ?? {}) as WireOrder) : {};
  return typeof order.id === 'string'
    ? { kind: 'found', order }
    : { kind: 'unknown', cause: causeOf(answer) };
}

export const captureIn = ({ purchase_units }: WireOrder): WireCapture | undefined =>
  purchase_units?.[0]?.payments?.captures?.at(-1);

export const belongsTo = ({ purchase_units }: WireOrder, { id }: Payment): boolean =>
  purchase_units?.[0]?.custom_id === id;

/**
 * Creates the order that the buyer will approve.
 *
 * PayPal remembers the request id for six hours. If a payment is requested again later, its first
 * order was never shown to anybody, so nobody can pay both.
 */
export async function openOrder(
  client: PayPalClient,
  payment: Payment,
  { comeBack, brandName }: { comeBack: ComeBackUrls; brandName: string },
): Promise<OpenAnswer> {
  const answer = await client.call({
    method: 'POST',
    path: '/v2/checkout/orders',
    body: orderRequest(payment, comeBack, brandName),
    requestId: `${payment.id}:open`,
  });
  const refusal = refusalIn(answer);
  if (refusal) return { kind: 'refused', ...refusal };
  const found = foundIn(answer);
  if (found.kind !== 'found') return { kind: 'unknown', cause: causeOf(answer) };
  const { id: reference = '', links } = found.order;
  const url = links?.find(({ rel }) => rel === 'payer-action' || rel === 'approve')?.href;
  return url !== undefined && /^https?:\/\//.test(url)
    ? { kind: 'opened', reference, action: { kind: 'redirect', url } }
    : { kind: 'unknown', cause: new Error('PayPal answered without a page for the buyer') };
}
