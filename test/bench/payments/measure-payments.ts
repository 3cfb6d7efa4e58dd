import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { endpoints, initiate, press } from '#test/cloud';
import { stripeKeys } from '../../../local/providers/keys.ts';
import type { Engines } from '../cloud/bare-call.ts';
import { engineClients, enginesOfBench } from '../cloud/engine-clients.ts';
import { makeBareCalls } from '../cloud/make-bare-calls.ts';
import { reportsOf, type Watch } from '../cloud/watch.ts';
import type { Samples } from '../samples.ts';
import { median, percentile, sum } from '../statistics.ts';
import { barePayment } from './bare-payment.ts';
import { type PaymentTimes, receive, runPayment } from './run-payment.ts';
import { readStoredPayment } from './stored-payment.ts';

export type PaymentMeasures = {
  payments: number;
  toInvoiceMs: { p50: number; p95: number };
  /** All at once: from the first press to the last mail. */
  burst: { payments: number; totalMs: number };
  /** Medians of the sums of one payment. */
  invocationsMs: number;
  /** The same AWS calls made bare, straight to the engines. */
  bareMs: number;
  /** The same, through the gateway that every call of a function passes. */
  bareThroughGatewayMs: number;
  byFunction: Record<string, ByFunction>;
};

type ByFunction = { invocationsMs: number; bareMs: number; bareThroughGatewayMs: number };

/** Pays one payment after the other, each followed by the same calls made bare. */
export async function measurePayments(watch: Watch, samples: Samples): Promise<PaymentMeasures> {
  const runBare = await bareRunner(await warmUp(watch, samples.warmUpPayments));
  for (let i = 0; i < samples.warmUpPayments; i++) await runBare();
  const paid: PaymentTimes[] = [];
  const bare: BareTimes[] = [];
  for (let i = 0; i < samples.payments; i++) {
    paid.push((await runPayment(watch)).times);
    bare.push(await runBare());
  }
  const toInvoice = paid.map(({ toInvoiceMs }) => toInvoiceMs);
  return {
    payments: paid.length,
    toInvoiceMs: { p50: median(toInvoice), p95: percentile(toInvoice, 0.95) },
    burst: await measureBurst(watch, samples.burst),
    invocationsMs: median(paid.map(({ invocationsMs }) => invocationsMs)),
    bareMs: median(bare.map(({ straight }) => total(straight))),
    bareThroughGatewayMs: median(bare.map(({ throughGateway }) => total(throughGateway))),
    byFunction: byFunction(paid, bare),
  };
}

/** Milliseconds by function. */
type Times = Record<string, number>;
type BareTimes = { straight: Times; throughGateway: Times };

const total = (times: Times): number => sum(Object.values(times));

function byFunction(paid: readonly PaymentTimes[], bare: readonly BareTimes[]) {
  return Object.fromEntries(
    Object.keys(paid[0]!.byFunction).map((name): [string, ByFunction] => [
      name,
      {
        invocationsMs: median(paid.map((payment) => payment.byFunction[name]!)),
        bareMs: median(bare.map(({ straight }) => straight[name]!)),
        bareThroughGatewayMs: median(bare.map(({ throughGateway }) => throughGateway[name]!)),
      },
    ]),
  );
}

async function warmUp(watch: Watch, payments: number): Promise<string> {
  let last = '';
  for (let i = 0; i < payments; i++) last = (await runPayment(watch)).id;
  return last;
}

async function bareRunner(paymentId: string) {
  const engines = enginesOfBench();
  const stored = await readStoredPayment(paymentId, engines);
  const reference = stored.payment.providerReference!.S!;
  const ask = {
    url: `${endpoints.providers.stripe}/v1/checkout/sessions/${reference}?expand[]=payment_intent`,
    headers: { authorization: `Bearer ${stripeKeys.secretKey}` },
  };
  const { dynamodb } = engineClients();
  let run = 0;
  const timed = async (where: { engines?: Engines }): Promise<Times> => {
    run += 1;
    const { seeds, steps } = barePayment(stored, ask, run);
    const puts = seeds.map((Item) => ({ PutRequest: { Item } }));
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [stored.table]: puts } }));
    const times = await makeBareCalls({ calls: steps, ...where });
    const byName: Times = {};
    for (const [i, { by }] of steps.entries()) byName[by] = (byName[by] ?? 0) + times[i]!;
    return byName;
  };
  return async (): Promise<BareTimes> => ({
    straight: await timed({ engines }),
    throughGateway: await timed({}),
  });
}

async function measureBurst(watch: Watch, payments: number) {
  const open = await Promise.all(Array.from({ length: payments }, () => initiate()));
  watch.restart();
  await Promise.all(open.map((payment) => press(payment, 'pay')));
  const totalMs = await watch.until((seen) => {
    const sent = reportsOf(seen, 'messages/send-message');
    if (sent.length < payments) return false;
    const arrivedAt = Math.min(...reportsOf(seen, receive).map(({ startedAt }) => startedAt));
    return Math.max(...sent.map(({ endedAt }) => endedAt)) - arrivedAt;
  }, 'not every mail of the burst was sent');
  return { payments, totalMs };
}
