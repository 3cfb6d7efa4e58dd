import type { LogLine } from '../cloud/functions/log-store.ts';

/** A function's log line, with its time. */
export type Entry = { at: number; function: string } & Record<string, unknown>;

export type Step = { at: number; what: string };

/** JSON lines that functions have written to the local cloud's log since then. */
export function entriesIn(log: string, since: number): Entry[] {
  const lines = log.split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => {
    const { at, function: name, text } = JSON.parse(line) as LogLine;
    const entry = { at: Date.parse(at), function: name };
    if (entry.at < since || !text.startsWith('{')) return [];
    return [{ ...JSON.parse(text), ...entry }];
  });
}

/** One payment's path through the functions, found by its request id. */
export function stepsOf(paymentId: string, entries: readonly Entry[]): Step[] {
  const moved = entries.find(
    (entry) => entry.paymentId === paymentId && entry.status === 'completed',
  );
  const ownEntries = entries.filter(({ requestId }) => requestId === moved?.requestId);
  const step = (what: string, message: string, more: Record<string, unknown> = {}) => {
    const isIt = (entry: Entry) =>
      entry.message === message &&
      Object.entries(more).every(([name, value]) => entry[name] === value);
    const found = ownEntries.find(isIt);
    return found ? [{ at: found.at, what }] : [];
  };
  return [
    ...step('notification received, verified and queued', 'request answered'),
    ...step('Stripe asked, payment completed, ledger written', 'payment moved'),
    ...step('payment.completed relayed', 'event relayed', { event: 'payment.completed' }),
    ...step('invoice numbered, PDF drawn and stored', 'invoice generated'),
    ...step('invoice.issued relayed', 'event relayed', { event: 'invoice.issued' }),
    ...step('e-mails to the buyer and the admin accepted', 'invoice sent'),
  ];
}

/** The report of an invocation that waited for its worker to start. */
export const isColdStart = ({ type, record }: Entry): boolean =>
  type === 'platform.report' &&
  (record as { metrics: { initDurationMs?: number } }).metrics.initDurationMs !== undefined;

/** Steps with their milliseconds, since the start and since the previous step. */
export function timelineOf(steps: readonly Step[], startedAt: number): string {
  const padded = (milliseconds: number): string => String(milliseconds).padStart(5);
  const lines = steps.map(({ at, what }, i) => {
    const before = steps[i - 1]?.at ?? startedAt;
    return `  ${padded(at - startedAt)} ms  + ${padded(at - before)} ms  ${what}`;
  });
  return ['  since start      step', ...lines].join('\n');
}
