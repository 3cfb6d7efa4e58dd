import type { Cloud } from '../cloud/cloud.ts';
import { type Json, pause, type Reply } from '../cloud/http.ts';
import type { Plan } from '../plan/plan.ts';
import { descriptionOf, emailOf, markOf } from './target.ts';

/** An answer that no bad luck explains. */
export class Surprise extends Error {}

type Tries = { key: string; times: number; pauseMs: number };

/** The shop's own server: asks again when it was not answered, as the documentation tells it to. */
export class Shop {
  readonly #cloud: Cloud;
  readonly #run: string;
  readonly #plan: Plan;

  constructor(cloud: Cloud, run: string, plan: Plan) {
    this.#cloud = cloud;
    this.#run = run;
    this.#plan = plan;
  }

  /**
   * The payment, or undefined when the shop has given up.
   *
   * @throws Surprise when the request is refused.
   */
  async initiate(): Promise<Json | undefined> {
    const body = requestFor(this.#run, this.#plan);
    for (const { key, times, pauseMs } of this.#keys())
      for (let tries = 0; tries < times; tries++) {
        const reply = await this.#cloud.asShop('POST', '/v1/payments', { key, body });
        if (reply.status === 201) return reply.body;
        expectTryAgain(reply);
        await pause(pauseMs);
      }
    return undefined;
  }

  async read(paymentId: string): Promise<Json | undefined> {
    const reply = await this.#cloud.asShop('GET', `/v1/payments/${paymentId}`);
    if (reply.status === 200) return reply.body;
    expectTryAgain(reply);
    return undefined;
  }

  /** @throws Surprise when the answer is neither a payment nor a reason that can be. */
  async cancel(paymentId: string): Promise<void> {
    const reply = await this.#cloud.asShop('POST', `/v1/payments/${paymentId}/cancel`);
    const isTooLate = reply.body?.code === 'payment_not_cancellable';
    if (reply.status !== 200 && !isTooLate) expectTryAgain(reply);
  }

  /** Asks for a refund until it is answered; part of the payment, or all that remains. */
  async refund(paymentId: string, key: string, amount: number | undefined): Promise<Reply> {
    const path = `/v1/payments/${paymentId}/refunds`;
    const body = { amount, reason: 'requested_by_customer' };
    for (let triesLeft = 4; ; triesLeft--) {
      const reply = await this.#cloud.asShop('POST', path, { key, body });
      if (reply.status === 201 || refusals.has(reply.body?.code)) return reply;
      expectTryAgain(reply);
      if (triesLeft <= 1) return reply;
      await pause(200);
    }
  }

  /** With one key for ever, or with a new one after a few tries. */
  #keys(): Tries[] {
    const key = (letter: string) => `${markOf(this.#run, this.#plan)}${letter}`;
    // A key is free again after thirty seconds when who held it has died.
    if (this.#plan.shop.patience === 'same_key')
      return [{ key: key('a'), times: 13, pauseMs: 3_000 }];
    return ['a', 'b', 'c'].map((letter) => ({ key: key(letter), times: 3, pauseMs: 150 }));
  }
}

/** Why money may stay where it is. */
const refusals = new Set([
  'payment_not_refundable',
  'payment_disputed',
  'refund_exceeds_remaining',
]);

/** Silence, an outage, and a request that is still being worked on are worth another try. */
function expectTryAgain({ status, body, text }: Reply): void {
  const isOutage = status === 0 || status >= 500;
  if (isOutage || body?.code === 'idempotency_key_in_use') return;
  throw new Surprise(`answered ${status}: ${text.slice(0, 300)}`);
}

const requestFor = (run: string, plan: Plan) => ({
  amount: plan.amount,
  currency: plan.currency,
  method: plan.method,
  provider: plan.provider,
  action: plan.action,
  description: descriptionOf(run, plan),
  customer: { email: emailOf(run, plan), name: 'Awa Diop', phone: '+2250707070707' },
  locale: plan.locale,
  ...(plan.order && { orderId: `${run}-${plan.order.name}` }),
  metadata: { run, plan: markOf(run, plan) },
});
