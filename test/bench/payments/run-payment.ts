import { initiate, press } from '#test/cloud';
import { type Report, reportsOf, type Seen, type Watch } from '../cloud/watch.ts';
import { sum } from '../statistics.ts';

export const receive = 'webhooks/receive-stripe-webhook';
export const settle = 'payments/settle-payment';
export const relay = 'outbox/relay-events';
export const generate = 'invoices/generate-invoice';
export const send = 'messages/send-message';

/** One payment's way from the provider's notification to the mail. */
export type PaymentTimes = {
  /** From the arrival of the first notification to the PDF stored and both mails accepted. */
  toInvoiceMs: number;
  /** All invocations on that way, without the receiving one. */
  invocationsMs: number;
  /** The same, by function. */
  byFunction: Record<string, number>;
};

/** Pays one payment and waits until its mails have left and its settlement has reported. */
export async function runPayment(watch: Watch): Promise<{ id: string; times: PaymentTimes }> {
  const payment = await initiate();
  watch.restart();
  await press(payment, 'pay');
  const times = await watch.until((seen) => isAtRest(seen) && timesFrom(seen), 'no mail was sent');
  return { id: payment.id, times };
}

/** The second notification of a payment is put off on purpose, and not waited for. */
const isAtRest = (seen: readonly Seen[]): boolean =>
  reportsOf(seen, send).length > 0 && reportsOf(seen, settle).length > 0;

function timesFrom(seen: readonly Seen[]): PaymentTimes {
  const arrivedAt = Math.min(...reportsOf(seen, receive).map(({ startedAt }) => startedAt));
  const way = {
    [settle]: [movingSettlement(seen)],
    [relay]: reportsOf(seen, relay),
    [generate]: reportsOf(seen, generate),
    [send]: reportsOf(seen, send),
  };
  const byFunction = Object.fromEntries(
    Object.entries(way).map(([name, reports]) => [
      name,
      sum(reports.map(({ durationMs }) => durationMs)),
    ]),
  );
  const done = Math.max(...[...way[generate]!, ...way[send]!].map(({ endedAt }) => endedAt));
  return {
    toInvoiceMs: done - arrivedAt,
    invocationsMs: sum(Object.values(byFunction)),
    byFunction,
  };
}

/** Of several settlements one moves the payment: the one that reports after the metric. */
function movingSettlement(seen: readonly Seen[]): Report {
  const metric = seen.findIndex(
    ({ line }) => line.function === settle && line.text.includes('"PaymentCompleted"'),
  );
  const report = reportsOf(seen.slice(metric), settle)[0];
  if (metric < 0 || !report) throw new Error('no settlement moved the payment');
  return report;
}
