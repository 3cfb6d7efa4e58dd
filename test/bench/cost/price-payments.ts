import type { MeterRow } from '../../../local/cloud/gateway/meter.ts';
import { sum } from '../statistics.ts';
import { type BilledLine, billedLines, pollsOf, sharedAmong, usdOf } from './billed-operations.ts';
import { buy } from './journey.ts';
import { metered, queuesAtRest } from './metered.ts';
import { prices } from './prices.ts';

export type CostMeasures = {
  payments: number;
  /** E-mail and logs apart. */
  usdPerPayment: number;
  /**
   * The same without the time of functions, which a busy machine stretches. That time is priced as
   * AWS would compute: memory / 1769 MB of a processor, for the part that is not waiting.
   */
  usdOfCounted: number;
  /** Of one payment. */
  lines: BilledLine[];
  /** What is not in the sum. */
  apart: { mailUsd: number; logsUsd: number; idlePolls: number };
};

/**
 * Buys several times, and prices what the gateway has counted meanwhile. One before, since what an
 * instance reads once is no part of a payment.
 */
export async function pricePayments(payments: number): Promise<CostMeasures> {
  await buy();
  await queuesAtRest();
  const { rows, logsUsd } = await metered(async () => {
    for (let i = 0; i < payments; i++) await buy();
  }, queuesAtRest);
  const polls = pollsOf(rows);
  const all = sharedAmong(billedLines(rows, polls), payments);
  const lines = all.filter((line) => !isOfMails(line));
  return {
    payments,
    usdPerPayment: usdOf(lines),
    usdOfCounted: usdOf(lines.filter(({ operation }) => operation !== 'GB-seconds')),
    lines,
    apart: {
      mailUsd:
        (callsOf(rows, 'ses') * prices.sesEmail.usd) / payments + usdOf(all.filter(isOfMails)),
      logsUsd: logsUsd / payments,
      idlePolls: sum([...polls.values()].map(({ idle }) => idle)),
    },
  };
}

/** What the mail service tells of each mail that it has sent: the price of a mail, not of a payment. */
const isOfMails = (line: BilledLine): boolean => line.function === 'messages/note-mail-event';

const callsOf = (rows: readonly MeterRow[], service: string): number =>
  sum(rows.filter((row) => row.service === service).map(({ calls }) => calls));
