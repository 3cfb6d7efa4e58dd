import { columns, ms, row } from '../rows.ts';
import { rounded, sum } from '../statistics.ts';
import type { UsageMeasures } from './measure-usage.ts';
import type { Difference } from './once/compare-counts.ts';
import type { OnceMeasures } from './once/count-once.ts';
import type { EventPrice } from './price-events.ts';

/** Usage metering, for people. */
export const usageRows = (measures: UsageMeasures): string[] => [
  ...priceRows(measures),
  ...speedRows(measures),
  ...checkRows(measures),
  ...onceRows(measures.once),
];

const usd = (dollars: number): string => dollars.toFixed(3);
const whole = (number: number): string =>
  Math.round(number).toLocaleString('en').replaceAll(',', ' ');

const dearestCount = 10;

function priceRows({ prices: { alone, tenTogether } }: UsageMeasures): string[] {
  const hundreds = alone[100]!.lines;
  const services = [...new Set(hundreds.map(({ service }) => service))];
  return [
    'AWS operations per million usage events, in $: one project’s, in the order of time, a fifth repetitions',
    columns('events a request', Object.keys(alone)),
    ...regimeRows('each message counted alone', alone, services),
    ...regimeRows('ten messages counted together', tenTogether, services),
    '  By the hundred at most 0.20, and 0.10 is the aim; logs apart. The bench hands the messages over, so that',
    '  it is certain how many come together. Limits are watched as soon as anything is counted; on AWS the',
    '  stream gathers for five seconds first, so that part is cheaper there.',
    '  the dearest by the hundred, each message alone:',
    ...hundreds
      .slice(0, dearestCount)
      .map((line) =>
        row(
          `  ${line.function}`,
          usd(line.usd),
          `${line.service} ${line.operation}: ${whole(line.units)}`,
        ),
      ),
    '',
  ];
}

function regimeRows(
  name: string,
  bySize: Readonly<Record<number, EventPrice>>,
  services: readonly string[],
): string[] {
  const cells = (usdIn: (price: EventPrice) => number) =>
    Object.values(bySize).map((price) => usd(usdIn(price)));
  const usdFor = (service: string) => (price: EventPrice) =>
    sum(price.lines.filter((line) => line.service === service).map((line) => line.usd));
  return [
    columns(
      name,
      cells((price) => price.usd),
    ),
    ...services.map((service) => columns(`  ${service}`, cells(usdFor(service)))),
    columns(
      '  logs, apart',
      cells(({ logsUsd }) => logsUsd),
    ),
  ];
}

function speedRows({ throughput }: UsageMeasures): string[] {
  const { events, batchSize, inFlight, together, price } = throughput;
  const untilCounted = 'until the last is counted; the queue waits 2 s for company';
  return [
    `Usage as fast as this machine goes (${whole(events)} events, ${batchSize} a request, ${inFlight} requests at once)`,
    row('events accepted', `${whole(throughput.acceptedPerSecond)}/s`),
    row('events counted', `${whole(throughput.countedPerSecond)}/s`, untilCounted),
    row('messages in an invocation', String(rounded(together, 1)), 'as the queue brings them'),
    row(
      'a million events so',
      `${usd(price.usd)} $`,
      `at most 0.20 $; logs ${usd(price.logsUsd)} $`,
    ),
    '',
  ];
}

const checkRows = ({ check: { checks, reads, serverMs } }: UsageMeasures): string[] => [
  `May this project go on? (${checks} checks, one after the other)`,
  row('reads of a check', String(reads), 'at most 1'),
  row('server time, p50', ms(serverMs.p50)),
  row('server time, p99', ms(serverMs.p99), 'at most 20 ms'),
  '',
];

function onceRows(once: OnceMeasures): string[] {
  const { counters, recount, api } = once.differences;
  const { aggregator, others } = once.strikes;
  const apart = ({ bytes, events }: Difference) =>
    [`${bytes} bytes`, `and ${events} events from what was sent; at most 0`] as const;
  return [
    `Each event once, whatever happens (${rounded(once.seconds, 0)} s; again with --seed ${once.seed})`,
    row('events sent', whole(once.sent), `in ${whole(once.requests)} requests`),
    row('  of them distinct', whole(once.distinct)),
    row('  brought again by the queue', whole(once.replayed), 'when they had been counted'),
    row(
      'functions killed, calls failed',
      String(aggregator + others),
      `${aggregator} of them around the aggregator's writes`,
    ),
    row('dead letters redriven', String(once.deadLetters)),
    row('counters are apart by', ...apart(counters)),
    row('the recount of raw events by', ...apart(recount)),
    row('GET /v1/usage by', `${api.bytes} bytes`, 'at most 0'),
    '',
  ];
}
