import type { Cloud } from '../cloud/cloud.ts';
import { type Json, pause } from '../cloud/http.ts';
import type { Aftermath, Plan } from '../plan/plan.ts';
import { type Dispute, happen } from './aftermath.ts';
import { Buyer } from './buyer.ts';
import { checkoutOf } from './checkout.ts';
import { Dashboard } from './dashboard.ts';
import { Faults } from './faults.ts';
import { forgeNotification } from './forge.ts';
import { Shop } from './shop.ts';
import { markOf } from './target.ts';

/** For how long the shop waits for money before it goes on to something else, in milliseconds. */
const waits = [50, 150, 300, 600, 1_200];

/** One payment's life, from the shop's request to what becomes of the money. */
export class Life {
  readonly plan: Plan;
  /** As it was created; undefined when the shop has given up. */
  payment: Json | undefined;
  dispute: Dispute = null;
  /** What no bad luck explains. */
  readonly surprises: string[] = [];
  readonly #cloud: Cloud;
  readonly #run: string;
  readonly #shop: Shop;
  readonly #faults: Faults;
  #ahead: Aftermath[];
  #refunds = 0;

  constructor(cloud: Cloud, run: string, plan: Plan) {
    this.plan = plan;
    this.#cloud = cloud;
    this.#run = run;
    this.#shop = new Shop(cloud, run, plan);
    this.#faults = new Faults(cloud, run, plan);
    this.#ahead = [...plan.aftermath];
  }

  /** While the shop is open. */
  async day(): Promise<void> {
    await this.#noting(async () => {
      await this.#faults.beforeOpening();
      this.payment = await this.#shop.initiate();
      if (!this.payment?.action) return;
      await this.#faults.onceOpened(this.payment.id);
      await this.#meetShopAndBuyer(this.payment);
      await this.#faults.beforeRefunds(this.payment.id);
      if (this.#ahead.length > 0) await this.#useMoney();
    });
    this.#faults.endSoon();
  }

  /** When the shop has given up what was not paid, and the banks have made up their minds. */
  async evening(): Promise<void> {
    if (!this.payment?.action) return;
    await this.#noting(async () => {
      await this.#faults.inTheEvening(this.payment.id);
      await this.#decideLate(this.payment);
      if (this.#ahead.length > 0) await this.#useMoney();
    });
  }

  /** Takes its bad luck back, and tells what has struck. */
  async endFaults(): Promise<Faults['outcomes']> {
    await this.#faults.end();
    return this.#faults.outcomes;
  }

  async #meetShopAndBuyer(payment: Json): Promise<void> {
    const { shop, trouble } = this.plan;
    const buyer = new Buyer(this.#cloud, this.plan, payment);
    if (trouble.forgery) await forgeNotification(this.#cloud, this.plan, payment.id);
    if (shop.does === 'cancel_before') await this.#shop.cancel(payment.id);
    await Promise.all([
      buyer.decide(),
      shop.does === 'cancel_meanwhile' && this.#shop.cancel(payment.id),
    ]);
    await buyer.poll();
  }

  async #decideLate(payment: Json): Promise<void> {
    const { does } = this.plan.buyer;
    const outcome = does === 'bank_declines_in_the_evening' ? 'decline' : 'pay';
    const isBank = does === 'bank_pays_in_the_evening' || outcome === 'decline';
    if (!isBank && does !== 'pay_after_expiry') return;
    if (isBank && payment.provider === 'paypal')
      await new Dashboard(this.#cloud, payment).settleCheck(outcome);
    else await checkoutOf(this.#cloud, payment).decideAgain(outcome);
  }

  /** Once the money is there; what it is too early for is left for later. */
  async #useMoney(): Promise<void> {
    for (const wait of waits) {
      const current = await this.#shop.read(this.payment.id);
      if (current?.status === 'completed') return this.#letHappen();
      await pause(wait);
    }
  }

  async #letHappen(): Promise<void> {
    const dashboard = new Dashboard(this.#cloud, this.payment);
    const keys = () => `${markOf(this.#run, this.plan)}refund-${this.#refunds++}`;
    for (const event of this.#ahead.splice(0)) {
      const actors = { shop: this.#shop, dashboard, keys };
      this.dispute = (await happen(actors, this.payment, event)) ?? this.dispute;
    }
  }

  async #noting(live: () => Promise<void>): Promise<void> {
    try {
      await live();
    } catch (error) {
      this.surprises.push((error as Error).message);
    }
  }
}
