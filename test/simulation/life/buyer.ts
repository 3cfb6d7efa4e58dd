import type { Cloud } from '../cloud/cloud.ts';
import { type Json, pause, send } from '../cloud/http.ts';
import type { Plan } from '../plan/plan.ts';
import { type Checkout, checkoutOf, type Outcome } from './checkout.ts';
import { Surprise } from './shop.ts';

/** How long a person takes to think again. */
const secondThoughtsMs = 200;

/** A buyer with a browser or a telephone, as the plan has them. */
export class Buyer {
  readonly #cloud: Cloud;
  readonly #plan: Plan;
  readonly #payment: Json;
  readonly #checkout: Checkout;

  constructor(cloud: Cloud, plan: Plan, payment: Json) {
    this.#cloud = cloud;
    this.#plan = plan;
    this.#payment = payment;
    this.#checkout = checkoutOf(cloud, payment);
  }

  /** What the buyer does as long as the shop is open. */
  async decide(): Promise<void> {
    switch (this.#plan.buyer.does) {
      case 'pay':
      case 'decline':
      case 'cancel':
        return this.#choose(this.#plan.buyer.does);
      case 'decline_then_pay':
        return this.#chooseTwice('decline', 'pay');
      case 'later_then_pay':
        return this.#chooseTwice('later', 'pay');
      case 'later_then_decline':
        return this.#chooseTwice('later', 'decline');
      case 'cancel_then_pay':
        return this.#chooseTwice('cancel', 'pay');
      case 'bank_pays_in_the_evening':
      case 'bank_declines_in_the_evening':
        return this.#choose(this.#plan.provider === 'paypal' ? 'echeck' : 'later');
      case 'walk_away':
      case 'pay_after_expiry':
    }
  }

  /** @throws Surprise when the answer is neither the payment nor an outage. */
  async poll(): Promise<void> {
    const headers = { 'x-client-token': this.#payment.clientToken };
    for (let polls = 0; polls < this.#plan.buyer.polls; polls++) {
      const path = `/v1/payments/${this.#payment.id}`;
      const { status, text } = await this.#cloud.call('GET', path, { headers });
      if (status !== 200 && status !== 0 && status < 500)
        throw new Surprise(`the buyer's poll answered ${status}: ${text.slice(0, 300)}`);
      await pause(150);
    }
  }

  async #chooseTwice(first: Outcome, second: 'pay' | 'decline'): Promise<void> {
    await this.#choose(first);
    await pause(secondThoughtsMs);
    await this.#checkout.decideAgain(second);
  }

  async #choose(outcome: Outcome): Promise<void> {
    const location = await this.#checkout.decide(outcome);
    const isOurs = location?.startsWith(`${this.#cloud.endpoints.api}/callback/`);
    if (!location || !isOurs || !this.#plan.buyer.comesBack) return;
    const { status, text } = await send('GET', location);
    if (status !== 303 && status !== 0 && status < 500)
      throw new Surprise(`coming back answered ${status}: ${text.slice(0, 300)}`);
  }
}
