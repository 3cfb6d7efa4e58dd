import type { MeterRow } from '../../../local/cloud/gateway/meter.ts';
import { sum } from '../statistics.ts';
import { prices } from './prices.ts';

/** A kind of operation that AWS bills: how much of it, and what that costs. */
export type BilledLine = {
  service: string;
  function: string;
  operation: string;
  units: number;
  usd: number;
};

/** By the function whose queue is asked: receives that brought messages, and those in vain. */
type Polls = Map<string, { filled: number; idle: number }>;

/**
 * Tells receives that brought messages from those that Lambda's pollers make whether anybody pays or
 * not. An invocation took one that was filled, or as many as the messages that it gathered: name
 * their number for such a function.
 */
export function pollsOf(
  rows: readonly MeterRow[],
  messages: Readonly<Record<string, number>> = {},
): Polls {
  const receives = rows.filter(({ operation }) => operation === 'ReceiveMessage');
  return new Map(
    receives.map(({ function: name, calls }) => {
      const invoked = rows.find((row) => row.function === name && row.service === 'lambda');
      const filled = Math.min(calls, messages[name] ?? invoked?.calls ?? 0);
      return [name, { filled, idle: calls - filled }];
    }),
  );
}

/** What the gateway has counted, priced, without e-mail and without polls in vain; unordered. */
export const billedLines = (rows: readonly MeterRow[], polls: Polls): BilledLine[] =>
  rows.flatMap((row) => linesOf(row, polls));

/** Shared among so many, the dearest first. */
export const sharedAmong = (lines: readonly BilledLine[], count: number): BilledLine[] =>
  lines
    .map((line) => ({ ...line, units: line.units / count, usd: line.usd / count }))
    .toSorted((a, b) => b.usd - a.usd);

export const usdOf = (lines: readonly BilledLine[]): number => sum(lines.map(({ usd }) => usd));

function linesOf(row: MeterRow, polls: Polls): BilledLine[] {
  const line = (operation: string, units: number, { usd }: { usd: number }): BilledLine => ({
    service: row.service,
    function: row.function,
    operation,
    units,
    usd: units * usd,
  });
  const { operation, units, calls } = row;
  switch (row.service) {
    case 'dynamodb':
      return [
        line(`${operation}, write units`, units.writeUnits ?? 0, prices.dynamodbWriteUnit),
        line(`${operation}, read units`, units.readUnits ?? 0, prices.dynamodbReadUnit),
      ].filter(({ units: consumed }) => consumed > 0);
    case 'sqs': {
      const idle = operation === 'ReceiveMessage' ? polls.get(row.function)!.idle : 0;
      return [line(operation, (units.requests ?? calls) - idle, prices.sqsRequest)];
    }
    case 's3':
      return [line(operation, calls, operation.startsWith('Get') ? prices.s3Get : prices.s3Put)];
    case 'lambda':
      // Handing an event over is free: the run that it becomes is billed.
      if (operation === 'InvokeEvent') return [];
      return [
        line('requests', calls, prices.lambdaRequest),
        line('GB-seconds', units.gbSeconds ?? 0, prices.lambdaGbSecond),
      ];
    case 'apigateway':
      return [line('requests', calls, prices.httpApiRequest)];
    case 'ssm':
      return [line(operation, calls, prices.ssmStandardParameter)];
    case 'ses':
      return [];
    default:
      throw new Error(`${row.service} has no price here: add it to test/bench/cost/prices.ts`);
  }
}
