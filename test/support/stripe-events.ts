import { createHmac, randomUUID } from 'node:crypto';
import {
  endpoints,
  eventually,
  type Json,
  logLines,
  press,
  type Reply,
  request,
  stripe,
} from '#test/cloud';
import { initiateMarked, notifications } from '#test/trouble';
import { stripeKeys } from '../../local/providers/keys.ts';

const address = `${endpoints.api}/webhooks/stripe`;

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** One signature of these bytes, as Stripe makes it. */
export const signatureOf = (
  body: string | Uint8Array,
  { secret = stripeKeys.webhookSecret, at = nowSeconds() } = {},
): string => createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');

/** The header that Stripe sends with these bytes. */
export const signedHeader = (
  body: string | Uint8Array,
  { secret, at = nowSeconds() }: { secret?: string; at?: number } = {},
): string => `t=${at},v1=${signatureOf(body, { secret, at })}`;

/** Posts bytes to the webhook endpoint with this header. */
export const notify = (
  body: string | Uint8Array,
  header: string | undefined,
  headers: Record<string, string> = {},
): Promise<Reply> =>
  request('POST', address, {
    headers: { ...(header !== undefined && { 'stripe-signature': header }), ...headers },
    body,
  });

/** As Stripe does it. */
export const notifySigned = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  notify(body, signedHeader(body), headers);

/**
 * A payment that the buyer has paid and whose notifications are lost, with the one that would tell
 * of it: whoever believes it can be seen at once.
 */
export async function paidUnheard(changes: object = {}): Promise<{ payment: Json; event: Json }> {
  const { payment, mark } = await initiateMarked(changes);
  await notifications(mark, 'lose', { times: 20 });
  await press(payment, 'pay');
  const events: Json[] = await stripe('GET', '/_sim/events');
  const told = events.find(
    ({ type, data }) =>
      type === 'checkout.session.completed' && data.object.client_reference_id === payment.id,
  );
  const { delivery_success, deliveries, ...event } = told;
  return { payment, event };
}

/** An event that is like this one and yet another one. */
export const alike = (event: Json, changes: object = {}): Json => ({
  ...event,
  id: `evt_${randomUUID().replaceAll('-', '')}`,
  ...changes,
});

const settleLines = async (reply: Reply): Promise<Json[]> => {
  const id = reply.headers.get('apigw-requestid')!;
  const lines = await logLines('payments/settle-payment');
  return lines.filter((line) => line.includes(id)).map((line) => JSON.parse(JSON.parse(line).text));
};

/** What the queue's consumer made of the notification that was taken in with this answer. */
export const verdictOn = (reply: Reply): Promise<string> =>
  eventually(
    async () =>
      (await settleLines(reply)).find(({ message }) => message === 'notification kept')?.verdict,
    { what: 'the notification is not kept' },
  );

/** Whether anything at all came out of the queue for this answer. */
export const wasTakenIn = async (reply: Reply): Promise<boolean> =>
  (await settleLines(reply)).length > 0;
