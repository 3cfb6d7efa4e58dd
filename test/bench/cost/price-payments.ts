import { readdirSync, statSync } from 'node:fs';
import { control } from '#test/cloud';
import type { MeterRow } from '../../../lib/local/gateway/meter.ts';
import { directory } from '../cloud/bench-cloud.ts';
import { sum } from '../statistics.ts';
import { buy } from './journey.ts';
import { prices } from './prices.ts';

/** A kind of operation that AWS bills, per payment. */
export type CostLine = {
  service: string;
  function: string;
  operation: string;
  unitsPerPayment: number;
  usdPerPayment: number;
};

export type CostMeasures = {
  payments: number;
  /** E-mail and logs apart. */
  usdPerPayment: number;
  lines: CostLine[];
  /** What is not in the sum. */
  apart: { mailUsd: number; logsUsd: number; idlePolls: number };
};

/** Buys several times, and prices what the gateway has counted meanwhile. */
export async function pricePayments(payments: number): Promise<CostMeasures> {
  await queuesAtRest();
  await control('POST', '/meter/reset');
  const logBytesBefore = logBytes();
  for (let i = 0; i < payments; i++) await buy();
  await queuesAtRest();
  const rows = (await control('GET', '/meter')) as MeterRow[];
  const polls = pollsOf(rows);
  const lines = rows
    .flatMap((row) => linesOf(row, polls))
    .map((line) => ({
      ...line,
      unitsPerPayment: line.unitsPerPayment / payments,
      usdPerPayment: line.usdPerPayment / payments,
    }))
    .toSorted((a, b) => b.usdPerPayment - a.usdPerPayment);
  return {
    payments,
    usdPerPayment: sum(lines.map(({ usdPerPayment }) => usdPerPayment)),
    lines,
    apart: {
      mailUsd: (callsOf(rows, 'ses') * prices.sesEmail.usd) / payments,
      logsUsd: ((logBytes() - logBytesBefore) / 1e9 / payments) * prices.logsGigabyte.usd,
      idlePolls: sum([...polls.values()].map(({ idle }) => idle)),
    },
  };
}

type Polls = Map<string, { filled: number; idle: number }>;

/**
 * Each invocation from a queue took one receive that brought messages. The others waited in vain,
 * which Lambda's pollers do whether anybody pays or not.
 */
function pollsOf(rows: readonly MeterRow[]): Polls {
  const receives = rows.filter(({ operation }) => operation === 'ReceiveMessage');
  return new Map(
    receives.map(({ function: name, calls }) => {
      const invoked = rows.find((row) => row.function === name && row.service === 'lambda');
      const filled = Math.min(calls, invoked?.calls ?? 0);
      return [name, { filled, idle: calls - filled }];
    }),
  );
}

/** Before they are shared among the payments. */
function linesOf(row: MeterRow, polls: Polls): CostLine[] {
  const line = (operation: string, units: number, { usd }: { usd: number }): CostLine => ({
    service: row.service,
    function: row.function,
    operation,
    unitsPerPayment: units,
    usdPerPayment: units * usd,
  });
  const { operation, units, calls } = row;
  switch (row.service) {
    case 'dynamodb':
      return [
        line(`${operation}, write units`, units.writeUnits ?? 0, prices.dynamodbWriteUnit),
        line(`${operation}, read units`, units.readUnits ?? 0, prices.dynamodbReadUnit),
      ].filter(({ unitsPerPayment }) => unitsPerPayment > 0);
    case 'sqs':
      return operation === 'ReceiveMessage'
        ? [line(operation, polls.get(row.function)!.filled, prices.sqsRequest)]
        : [line(operation, units.requests ?? calls, prices.sqsRequest)];
    case 's3':
      return [line(operation, calls, operation.startsWith('Get') ? prices.s3Get : prices.s3Put)];
    case 'lambda':
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

const callsOf = (rows: readonly MeterRow[], service: string): number =>
  sum(rows.filter((row) => row.service === service).map(({ calls }) => calls));

function logBytes(): number {
  const folder = `${directory}/logs`;
  return sum(readdirSync(folder).map((file) => statSync(`${folder}/${file}`).size));
}

/** Waits until no message lies anywhere and what is written has been written. */
/** What was put off is part of the price. */
async function queuesAtRest(): Promise<void> {
  for (;;) {
    const queues = (await control('GET', '/queues')) as {
      visible: number;
      inFlight: number;
      delayed: number;
    }[];
    const waiting = sum(
      queues.map(({ visible, inFlight, delayed }) => visible + inFlight + delayed),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (waiting === 0) return;
  }
}
