import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { endpoints, request } from '#test/cloud';
import { stripeKeys } from '../../local/providers/keys.ts';

/** Sends bytes to the webhook endpoint, signed as Stripe signs. */
export async function sendSigned(
  body: string,
  { secret = stripeKeys.webhookSecret, timestamp }: { secret?: string; timestamp?: number } = {},
) {
  const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
  return request('POST', `${endpoints.api}/webhooks/stripe`, {
    headers: { 'stripe-signature': header },
    body,
  });
}

/** A genuine notification that no code can make sense of. */
export async function poison(): Promise<number> {
  const body = JSON.stringify({ id: `evt_${randomUUID()}`, type: 'checkout.session.completed' });
  return (await sendSigned(body)).status;
}

const { hostname, port } = new URL(endpoints.providers.stripe);

/** The shop's own account, seen with Stripe's unmodified client. */
export const stripeAccount = new Stripe(stripeKeys.secretKey, {
  host: hostname,
  port: Number(port),
  protocol: 'http',
  telemetry: false,
});

/** The open or closed checkouts that carry this text in their metadata. */
export async function sessionsAbout(text: string): Promise<Stripe.Checkout.Session[]> {
  const { data } = await stripeAccount.checkout.sessions.list({ limit: 100 });
  return data.filter(({ metadata }) => Object.values(metadata ?? {}).includes(text));
}
