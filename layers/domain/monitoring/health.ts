import type { Clock } from '../clock.ts';
import type { ProviderName } from '../payments/payment.ts';
import type { Switches } from '../switches/switches.ts';
import type { CounterReader } from './counter-store.ts';
import type { Counts, Slot } from './counters.ts';
import { type CountedTrouble, slotOf, type TroubleStore } from './trouble.ts';

/**
 * What anybody may learn: `off` was switched off by an admin; `idle`: nobody has paid there for a
 * while; `unknown`: what would tell could not be read.
 */
export const healthWords = ['ok', 'degraded', 'down', 'off', 'idle', 'unknown'] as const;

type HealthWord = (typeof healthWords)[number];

type Checks = Record<'database' | 'queues' | 'mail' | 'invoices', HealthWord> &
  Partial<Record<ProviderName, HealthWord>>;

export type Health = {
  status: 'ok' | 'degraded' | 'down';
  /** ISO 8601 UTC. */
  checkedAt: string;
  checks: Checks;
};

export type HealthDeps = {
  switches: () => Promise<Switches>;
  counters: Pick<CounterReader, 'slots'>;
  troubles: Pick<TroubleStore, 'between'>;
  /** How many messages wait in each queue. */
  waiting: () => Promise<readonly number[]>;
  /** Those that the shop uses. */
  providers: readonly ProviderName[];
  now: Clock;
  /** Rejects when it takes too long for somebody who waits. */
  inTime: <Result>(work: Promise<Result>) => Promise<Result>;
};

const minuteMs = 60_000;

/** Calls of this long judge a provider. */
const judgedMs = 10 * minuteMs;

/** How far back payments without an invoice are looked for, and after how long one is missing. */
const invoicesMs = 60 * minuteMs;
const invoiceLateMs = 10 * minuteMs;

/** Fewer errors may be chance. */
const errorsMin = 5;
const mailErrorsMin = 3;

/** More than are sent in a minute of a busy shop. */
const backlogMax = 1_000;

/**
 * Judges every dependency at the same time, by what lately went well and wrong there: no provider is
 * asked, so that a slow one delays nobody. What cannot be read in time is a result like any other.
 */
export async function checkHealth(deps: HealthDeps): Promise<Health> {
  const now = deps.now();
  const since = (ms: number) => slotOf(new Date(now.getTime() - ms));
  const [switches, slots, troubles, waiting] = await Promise.allSettled([
    deps.inTime(deps.switches()),
    deps.inTime(deps.counters.slots(since(invoicesMs), now)),
    deps.inTime(deps.troubles.between(since(judgedMs), now)),
    deps.inTime(deps.waiting()),
  ]);
  const seen = {
    switches: readIn(switches),
    slots: readIn(slots),
    troubles: readIn(troubles),
    judgedFrom: since(judgedMs).toISOString(),
  };
  const checks: Checks = {
    database: switches.status === 'fulfilled' ? 'ok' : 'down',
    queues: queuesWord(readIn(waiting)),
    mail: mailWord(seen.troubles),
    invoices: invoicesWord(seen.slots, now),
    ...Object.fromEntries(deps.providers.map((name) => [name, providerWord(name, seen)])),
  };
  return { status: statusOf(checks), checkedAt: now.toISOString(), checks };
}

const readIn = <Value>(result: PromiseSettledResult<Value>): Value | undefined =>
  result.status === 'fulfilled' ? result.value : undefined;

/** Only without the database can nobody be served. */
function statusOf(checks: Checks): Health['status'] {
  if (checks.database === 'down') return 'down';
  const isBad = (word: HealthWord) => word === 'degraded' || word === 'down' || word === 'unknown';
  return Object.values(checks).some(isBad) ? 'degraded' : 'ok';
}

function queuesWord(waiting: readonly number[] | undefined): HealthWord {
  if (!waiting) return 'down';
  return waiting.some((count) => count > backlogMax) ? 'degraded' : 'ok';
}

const mailWord = (troubles: readonly CountedTrouble[] | undefined): HealthWord => {
  if (!troubles) return 'unknown';
  return countOf(troubles, 'mail_failed') >= mailErrorsMin ? 'degraded' : 'ok';
};

function invoicesWord(slots: readonly Slot[] | undefined, now: Date): HealthWord {
  if (!slots) return 'unknown';
  const lateBefore = new Date(now.getTime() - invoiceLateMs).toISOString();
  const isLate = slots.some(({ uninvoiced }) =>
    Object.values(uninvoiced).some((completedAt) => completedAt < lateBefore),
  );
  return isLate ? 'degraded' : 'ok';
}

type Seen = {
  switches?: Switches;
  slots?: readonly Slot[];
  troubles?: readonly CountedTrouble[];
  judgedFrom: string;
};

function providerWord(
  provider: ProviderName,
  { switches, slots, troubles, judgedFrom }: Seen,
): HealthWord {
  const isOff = switches?.switches.some(
    (one) => one.provider === provider && one.method === undefined && !one.enabled,
  );
  if (isOff) return 'off';
  if (!slots || !troubles) return 'unknown';
  const asked = slots
    .filter(({ at }) => at >= judgedFrom)
    .reduce((sum, slot) => sum + initiatedAt(slot, provider), 0);
  const errors = countOf(troubles, 'provider_error', provider);
  if (errors >= errorsMin && errors * 2 >= asked) return 'degraded';
  return asked + errors === 0 ? 'idle' : 'ok';
}

const initiatedAt = ({ series }: Slot, provider: ProviderName): number =>
  (Object.entries(series) as [string, Counts][])
    .filter(([key]) => key.startsWith(`${provider}#`))
    .reduce((sum, [, { initiated }]) => sum + initiated, 0);

const countOf = (
  troubles: readonly CountedTrouble[],
  kind: CountedTrouble['kind'],
  dimension?: string,
): number =>
  troubles
    .filter((one) => one.kind === kind && (dimension === undefined || one.dimension === dimension))
    .reduce((sum, { count }) => sum + count, 0);
