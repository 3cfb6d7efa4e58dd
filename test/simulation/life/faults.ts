import type { Cloud } from '../cloud/cloud.ts';
import type { Json } from '../cloud/http.ts';
import type { AwsTrouble, Plan } from '../plan/plan.ts';
import { aimAt, markOf, targetOf } from './target.ts';

/** Long enough for what a payment leaves behind: its invoice, its letters, its late notifications. */
const lingerMs = 15_000;

/** `name` is how the report calls it: `notification lose`, `aws killAfter`. */
type Ordered = { at: 'provider' | 'aws'; id: string; name: string; times: number };

/** The bad luck of one payment: asked for while it lives, and taken back afterwards. */
export class Faults {
  readonly #cloud: Cloud;
  readonly #run: string;
  readonly #plan: Plan;
  readonly #ordered: Ordered[] = [];
  /** The names of those that were asked for, and whether each has struck. */
  readonly outcomes: { name: string; hasStruck: boolean }[] = [];

  constructor(cloud: Cloud, run: string, plan: Plan) {
    this.#cloud = cloud;
    this.#run = run;
    this.#plan = plan;
  }

  /** What meets the payment before it has an id. */
  async beforeOpening(): Promise<void> {
    const { opening, tokensExpire, aws } = this.#plan.trouble;
    const { provider } = this.#plan;
    const hasTokens = provider === 'paypal' || provider === 'cinetpay';
    if (tokensExpire && hasTokens)
      await this.#cloud.provider(provider, 'POST', '/_sim/tokens/expire', {});
    if (opening) await this.#atProvider({ on: 'request', method: 'POST', ...opening });
    for (const trouble of aws)
      if (isOpening(trouble)) await this.#inAws(trouble, markOf(this.#run, this.#plan));
  }

  async onceOpened(paymentId: string): Promise<void> {
    const { asking, notifications, wrongAmount, aws } = this.#plan.trouble;
    if (asking) await this.#atProvider({ on: 'request', ...asking }, paymentId);
    for (const trouble of notifications)
      await this.#atProvider({ on: 'notification', ...trouble }, paymentId);
    if (wrongAmount) await this.#atProvider({ on: 'payment', fault: 'wrongAmount' }, paymentId);
    for (const trouble of aws)
      if (!isOpening(trouble)) await this.#inAws(trouble, aimAt(paymentId));
  }

  /** Notifications have no better luck when the money comes late. */
  async inTheEvening(paymentId: string): Promise<void> {
    for (const trouble of this.#plan.trouble.notifications)
      await this.#atProvider({ on: 'notification', ...trouble }, paymentId);
  }

  async beforeRefunds(paymentId: string): Promise<void> {
    const { refunding } = this.#plan.trouble;
    if (refunding)
      await this.#atProvider({ on: 'request', method: 'POST', ...refunding }, paymentId);
  }

  /** Takes back what has not struck, a while later: each one left over slows every call down. */
  endSoon(): void {
    setTimeout(() => this.end().catch(() => {}), lingerMs).unref();
  }

  async end(): Promise<void> {
    const ordered = this.#ordered.splice(0);
    if (ordered.length === 0) return;
    const untouched = await this.#untouched(ordered);
    for (const { at, id, name } of ordered) {
      this.outcomes.push({ name, hasStruck: !untouched.has(id) });
      if (at === 'aws') await this.#cloud.control('DELETE', `/faults/${id}`);
      else await this.#cloud.provider(this.#plan.provider, 'DELETE', `/_sim/faults/${id}`);
    }
  }

  /** Those that have not struck even once. */
  async #untouched(ordered: readonly Ordered[]): Promise<Set<string>> {
    const atAws: Json[] = await this.#cloud.control('GET', '/faults');
    const atProvider: Json[] = await this.#cloud.provider(
      this.#plan.provider,
      'GET',
      '/_sim/faults',
    );
    const timesLeft = new Map(atProvider.map(({ id, times }) => [id, times]));
    return new Set([
      ...atAws.filter(({ seen, nth }) => seen < nth).map(({ id }) => id),
      ...ordered.filter(({ id, times }) => timesLeft.get(id) === times).map(({ id }) => id),
    ]);
  }

  async #atProvider(fault: ProviderFault, paymentId?: string): Promise<void> {
    const { provider } = this.#plan;
    const metadata = targetOf(this.#run, this.#plan, paymentId);
    const body = { ...fault, metadata };
    const { id } = await this.#cloud.provider(provider, 'POST', '/_sim/faults', body);
    const name = `${fault.on} ${fault.fault}`;
    this.#ordered.push({ at: 'provider', id, name, times: fault.times ?? 1 });
  }

  async #inAws(trouble: AwsTrouble, match: string): Promise<void> {
    const name =
      trouble.function === 'receive-webhook'
        ? `webhooks/receive-${this.#plan.provider}-webhook`
        : trouble.function;
    const fault = { ...trouble, function: name, match };
    const { id } = await this.#cloud.control('POST', '/faults', fault);
    const { times } = trouble;
    this.#ordered.push({ at: 'aws', id, name: `aws ${trouble.fault}`, times });
  }
}

type ProviderFault = { on: string; fault: string; times?: number; method?: string };

const isOpening = (trouble: AwsTrouble): boolean =>
  trouble.function === 'payments/initiate-payment';
