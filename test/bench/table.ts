import { alertRows } from './alerts/alert-rows.ts';
import type { CostMeasures } from './cost/price-payments.ts';
import { prices } from './cost/prices.ts';
import { listRows } from './invoices/list-rows.ts';
import type { Measures, Summary } from './results.ts';
import { columns, ms, row } from './rows.ts';
import { rounded, sum } from './statistics.ts';
import { usageRows } from './usage/usage-rows.ts';

/** Everything measured, for people. */
export const tableOf = (measures: Measures, summary: Summary): string =>
  [
    ...paymentRows(measures, summary),
    ...acknowledgementRows(measures, summary),
    ...authorizerRows(measures),
    ...pdfRows(measures),
    ...costRows(measures.cost),
    ...usageRows(measures.usage),
    ...listRows(measures.lists),
    ...alertRows(measures.alerts),
    ...fuzzRows(measures),
    ...functionRows(measures, summary),
  ].join('\n');

const usd = (dollars: number): string => `${(dollars * 1e6).toFixed(2)} µ$`;

function paymentRows({ payments }: Measures, { ownTimeRatio }: Summary): string[] {
  if (!payments) return [];
  const { toInvoiceMs, burst, bareMs, bareThroughGatewayMs, invocationsMs } = payments;
  return [
    `Payment, from the notification's arrival to PDF stored and mails accepted (${payments.payments}, one after the other)`,
    row('p50', ms(toInvoiceMs.p50)),
    row('p95', ms(toInvoiceMs.p95), 'at most 1000 ms'),
    row(`${burst.payments} at once, to the last mail`, ms(burst.totalMs)),
    row('invocations on the way', ms(invocationsMs), 'settle, relay twice, generate, send'),
    ...Object.entries(payments.byFunction).map(([name, own]) =>
      row(
        `  ${name}`,
        ms(own.invocationsMs),
        `bare ${ms(own.bareMs)}, through the gateway ${ms(own.bareThroughGatewayMs)}`,
      ),
    ),
    row(
      'the same calls made bare',
      ms(bareMs),
      'one by one, warm clients, straight to the engines',
    ),
    row('  through the gateway', ms(bareThroughGatewayMs), 'as every call of a function goes'),
    row('our own code / bare calls', `${ownTimeRatio} ×`, 'at most 1.5 ×'),
    row('whole invocations / bare calls', `${rounded(invocationsMs / bareMs)} ×`),
    row('  to those through the gateway', `${rounded(invocationsMs / bareThroughGatewayMs)} ×`),
    '',
  ];
}

function acknowledgementRows({ acknowledgement }: Measures, { ackRatio }: Summary): string[] {
  if (!acknowledgement) return [];
  const { receiveMs, bareMs, emptyMs, straightMs, samples } = acknowledgement;
  return [
    `Acknowledgement of a notification (${samples}, each followed by its floor; medians)`,
    row('receive-stripe-webhook, warm', ms(receiveMs)),
    row(
      'an invocation that makes the same write',
      ms(bareMs),
      'the floor; through the gateway too',
    ),
    row('  straight to the engine', ms(straightMs)),
    row('an invocation that does nothing', ms(emptyMs)),
    row('acknowledgement / bare write', `${ackRatio} ×`, 'at most 1.3 ×'),
    '',
  ];
}

function authorizerRows({ authorizer }: Measures): string[] {
  if (!authorizer) return [];
  const { requests, personMs } = authorizer;
  return [
    `Authorizer, of a person who has just been read (${requests}, one after the other)`,
    row('p50', ms(personMs.p50)),
    row('p95', ms(personMs.p95), 'at most 5 ms'),
    '',
  ];
}

const fuzzRows = ({ fuzz }: Measures): string[] =>
  fuzz.requests === 0
    ? []
    : [
        "Requests made from the API's description, and then spoilt",
        row('sent', String(fuzz.requests)),
        row('answered by a 5xx, or otherwise than described', String(fuzz.badAnswers), 'none'),
        '',
      ];

const megabytes = (bytes: number): string => `${rounded(bytes / 2 ** 20, 1)} MB`;

const pdfRows = ({ pdf }: Measures): string[] =>
  pdf
    ? [
        `PDF of 40 lines (${pdf.bytes} bytes)`,
        row('median, warm', ms(pdf.medianMs), 'at most 30 ms'),
        row('the first of a process', ms(pdf.coldMs)),
        row('memory: growth of the process at most', megabytes(pdf.rssGrowthBytes)),
        row('memory: kept after a collection', megabytes(pdf.heapKeptBytes)),
        '',
      ]
    : [];

const dearestCount = 12;

function costRows({ payments, lines, usdPerPayment, usdOfCounted, apart }: CostMeasures): string[] {
  const services = Object.entries(Object.groupBy(lines, ({ service }) => service));
  const priceNote = `eu-west-3, list prices of ${prices.sqsRequest.asOf} to ${prices.httpApiRequest.asOf}`;
  return [
    `AWS operations per payment (${payments} payments; ${priceNote}; 1 µ$ = 0.000001 $)`,
    ...services.map(([service, own = []]) => row(service, usd(sum(own.map((line) => line.usd))))),
    row('sum', usd(usdPerPayment), 'at most 50 µ$; e-mail and logs apart'),
    row('  without the time of functions', usd(usdOfCounted), 'at most 50 µ$'),
    '  functions compute here as slowly as on AWS: with memory / 1769 MB of a processor',
    row('e-mail', usd(apart.mailUsd), 'apart'),
    row('logs', usd(apart.logsUsd), 'apart'),
    row(
      'polls of empty queues in the run',
      String(apart.idlePolls),
      'apart: they cost the same when nobody pays',
    ),
    '  the dearest:',
    ...lines
      .slice(0, dearestCount)
      .map((line) =>
        row(
          `  ${line.function}`,
          usd(line.usd),
          `${line.service} ${line.operation}: ${rounded(line.units)}`,
        ),
      ),
    '',
  ];
}

function functionRows({ loading }: Measures, { bundles, moduleLoad }: Summary): string[] {
  if (!loading) return bundleRows(bundles);
  return [
    'Functions: bundle, and time to load it; the floor is the packages that it needs, imported alone',
    columns('', ['bytes', 'load ms', 'floor ms', 'ratio']),
    columns('(an empty handler)', ['', rounded(loading.emptyMs, 1), '', '']),
    ...Object.entries(moduleLoad).map(([name, { ms: time, floorMs }]) =>
      columns(name, [bundles[name]!, time, floorMs, rounded(time / floorMs)]),
    ),
    row('at most', '1.25 ×'),
    '',
  ];
}

const bundleRows = (bundles: Readonly<Record<string, number>>): string[] => [
  'Functions: bundle in bytes',
  ...Object.entries(bundles).map(([name, bytes]) => columns(name, [bytes])),
  '',
];
