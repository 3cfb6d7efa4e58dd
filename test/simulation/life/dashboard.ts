import { payPalKeys, stripeKeys } from '../../../local/providers/keys.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { type Json, send } from '../cloud/http.ts';
import { intentIn, lastSegment, tokenIn } from './checkout.ts';

/** What people do by hand at Stripe and PayPal: our code has not heard of it. */
export class Dashboard {
  readonly #cloud: Cloud;
  readonly #payment: Json;

  constructor(cloud: Cloud, payment: Json) {
    this.#cloud = cloud;
    this.#payment = payment;
  }

  /** Gives part of the money back; undefined when the provider would not. */
  async refund(minor: number): Promise<string | undefined> {
    const body = { ...(await this.#money()), amount: minor };
    const reply = await send('POST', this.#at('/_sim/dashboard-refunds'), { body });
    return reply.status === 200 ? reply.body.id : undefined;
  }

  /** The bank could not give it back after all. */
  async failRefund(id: string): Promise<void> {
    await send('POST', this.#at(`/_sim/refunds/${id}`), { body: { status: 'failed' } });
  }

  /** @param minor how much of the payment it is about. */
  async dispute(
    status: 'warning_needs_response' | 'needs_response' | 'won' | 'lost',
    minor: number,
  ): Promise<boolean> {
    const body = { ...(await this.#money()), status, amount: minor };
    return (await send('POST', this.#at('/_sim/disputes'), { body })).status === 200;
  }

  /** The bank answers for an e-check; there is nothing to answer for before the money is taken. */
  async settleCheck(outcome: 'pay' | 'decline'): Promise<void> {
    const order = await this.#order();
    const [capture] = order?.purchase_units?.[0]?.payments?.captures ?? [];
    if (capture)
      await send('POST', this.#at(`/_sim/captures/${capture.id}/settle`), { body: { outcome } });
  }

  /** How the provider's simulation is told which money is meant. */
  async #money(): Promise<object> {
    const { provider, action } = this.#payment;
    if (provider === 'paypal') return { order_id: tokenIn(action.url) };
    if (action.kind === 'sdk') return { payment_intent: intentIn(this.#payment) };
    const url = this.#at(`/v1/checkout/sessions/${lastSegment(action.url)}`);
    const headers = { authorization: `Bearer ${stripeKeys.secretKey}` };
    return { payment_intent: (await send('GET', url, { headers })).body?.payment_intent };
  }

  async #order(): Promise<Json> {
    const { clientId, clientSecret } = payPalKeys;
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const grant = await send('POST', this.#at('/v1/oauth2/token'), {
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const url = this.#at(`/v2/checkout/orders/${tokenIn(this.#payment.action.url)}`);
    const headers = { authorization: `Bearer ${grant.body?.access_token}` };
    return (await send('GET', url, { headers })).body;
  }

  #at(path: string): string {
    return `${this.#cloud.endpoints.providers[this.#payment.provider as 'stripe']}${path}`;
  }
}
