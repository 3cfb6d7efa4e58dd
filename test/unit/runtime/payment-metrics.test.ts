import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { metricDimensions } from '../../../lib/metrics.ts';

/** Every way to pay that cdk.json shows: the most that one stage measures. */
const { stages } = JSON.parse(readFileSync('cdk.json', 'utf8')).context;
const currencies = { stripe: ['EUR', 'XOF', 'XAF'], paypal: ['EUR'], cinetpay: ['XOF', 'XAF'] };
const ways: [provider: string, method: string, currencies: string[]][] = [
  ['stripe', 'card', currencies.stripe],
  ['paypal', 'paypal', currencies.paypal],
  ['cinetpay', 'mobile_money', currencies.cinetpay],
  ...stages.dev.providers.external.methods.map((method: string) => [
    'external',
    method,
    Object.keys(stages.dev.providers.external.amounts),
  ]),
];

const statuses = ['pending', 'processing', 'completed', 'failed', 'cancelled', 'expired', 'review'];

/** A payment comes to each state in any of these, as its buyers poll, come back, or are waited for. */
const noting = [
  'payments/initiate-payment',
  'payments/settle-payment',
  'payments/receive-callback',
  'payments/get-payment',
  'payments/cancel-payment',
  'payments/reconcile-payments',
];

/** The series that CloudWatch would make, and charge for, of what one function writes. */
async function seriesOf(functionName: string): Promise<string[]> {
  process.env.POWERTOOLS_SERVICE_NAME = functionName;
  process.env.POWERTOOLS_METRICS_NAMESPACE = 'Peage/prod';
  jest.resetModules();
  const { noteDecline, notePayment } = await import('#runtime/payment-metrics');
  const { logger, metrics, MetricUnit, publishMetrics } = await import('#runtime/log');
  logger.setLogLevel('SILENT');
  const lines: string[] = [];
  // Powertools has a console of its own.
  const written = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  for (const [provider, method, taken] of ways)
    for (const currency of taken)
      for (const status of statuses) {
        const amount = { minor: 100, currency };
        const payment = { id: 'pay_1', status, provider, method, amount, createdAt: '' };
        notePayment(payment, 'request-1');
        noteDecline(payment, 'request-1');
      }
  metrics.addMetric('ToLookAt', MetricUnit.Count, 1);
  publishMetrics();
  written.mockRestore();
  return lines.filter((line) => line.includes('"_aws"')).flatMap(seriesIn);
}

type Written = {
  _aws: {
    CloudWatchMetrics: {
      Namespace: string;
      Dimensions: string[][];
      Metrics: { Name: string }[];
    }[];
  };
  [dimension: string]: unknown;
};

function seriesIn(line: string): string[] {
  const written = JSON.parse(line) as Written;
  return written._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = names.toSorted().map((name) => `${name}=${written[name]}`);
      return Metrics.map(({ Name }) => `${Namespace} ${Name} ${dimensions}`);
    }),
  );
}

afterAll(() => {
  delete process.env.POWERTOOLS_SERVICE_NAME;
  delete process.env.POWERTOOLS_METRICS_NAMESPACE;
});

describe('the cost of payment metrics is as the price list says [A12]', () => {
  test('the series is the same, whichever function records a payment', async () => {
    const first = new Set(await seriesOf('payments/settle-payment'));
    expect(first.size).toBeGreaterThan(0);
    for (const name of noting) expect(new Set(await seriesOf(name))).toEqual(first);
  });

  test('a shop that takes cards in euros and CFA francs stays within the ten free series', async () => {
    const ofCards = [...new Set(await seriesOf('payments/settle-payment'))].filter(
      (series) => series.includes('provider=stripe') || series.includes('ToLookAt'),
    );
    expect(ofCards.filter((series) => !series.includes('currency=XAF'))).toHaveLength(10);
  });

  test('with every provider there are seven series for each method, and its volume by currency', async () => {
    const series = new Set(await seriesOf('payments/settle-payment'));
    const volumes = ways.reduce((sum, [, , taken]) => sum + taken.length, 0);
    expect(series.size).toBe(7 * ways.length + volumes + 1);
  });

  test('alarms and dashboard use the dimensions that functions write', async () => {
    const [other] = (await seriesOf('payments/settle-payment')).filter((series) =>
      series.includes('ToLookAt'),
    );
    const dimensions = Object.entries(metricDimensions).map(([name, value]) => `${name}=${value}`);
    expect(other).toBe(`Peage/prod ToLookAt ${dimensions}`);
  });
});
