import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { aPaymentRequest, api, endpoints, eventually, mails, press, request } from '#test/cloud';

/** The provider shows its tick for a moment before it sends the browser back. */
const tickMs = 300;

/**
 * All that a buyer and their shop do for one payment: it is initiated, paid and come back from; the
 * result page asks for its state once, and the invoice is downloaded once.
 */
export async function buy(): Promise<void> {
  const order = aPaymentRequest();
  const headers = { 'idempotency-key': randomUUID() };
  const { body: payment } = await api('POST', '/v1/payments', { body: order, headers });
  const back = await press(payment, 'pay');
  await sleep(tickMs);
  await request('GET', back.headers.get('location')!);
  await eventually(async () => (await mails({ to: order.customer.email })).length > 0, {
    what: 'no invoice was sent',
  });
  const { body: seen } = await request('GET', `${endpoints.api}/v1/payments/${payment.id}`, {
    headers: { 'x-client-token': payment.clientToken },
  });
  const link = await request('GET', seen.invoice.url);
  const { status } = await request('GET', link.headers.get('location')!);
  if (status !== 200) throw new Error(`the invoice's link answered ${status}`);
}
