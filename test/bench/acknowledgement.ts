import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { endpoints, request, stripe } from '#test/cloud';
import { stripeKeys } from '../../local/providers/keys.ts';
import { bareFunction } from './cloud/add-bare-function.ts';
import type { BareCall, Engines } from './cloud/bare-call.ts';
import { engineClients, enginesOfBench, queueUrlOf } from './cloud/engine-clients.ts';
import { makeBareCalls } from './cloud/make-bare-calls.ts';
import { countOf, reportsOf, type Watch } from './cloud/watch.ts';
import { receive, settle } from './payments/run-payment.ts';
import { median } from './statistics.ts';

export type AcknowledgementMeasures = {
  samples: number;
  /** Invocations of the receiving function, warm. */
  receiveMs: number;
  /** An invocation that does nothing but the same write. */
  bareMs: number;
  /** The same write, straight to the engine. */
  straightMs: number;
  /** An invocation that does nothing at all. */
  emptyMs: number;
};

/**
 * A notification is received, and the very message that this puts on the queue is put there by an
 * invocation that does nothing else: both as often, in changing order, through the same gateway, and
 * each when the one before has been worked off. The notification is of a type that settles nothing.
 */
export async function measureAcknowledgement(
  watch: Watch,
  samples: number,
): Promise<AcknowledgementMeasures> {
  const notification = await aNotification();
  const engines = enginesOfBench();
  const queueUrl = await queueUrlOf('settle-payment', engineClients());
  const write = (where: { engines?: Engines } = {}) =>
    makeBareCalls({ calls: [asQueued(notification(), queueUrl)], ...where });
  const times = { receive: [] as number[], bare: [] as number[] };
  const measured = {
    receive: () => handledAfter(watch, receive, () => deliver(notification())),
    bare: () => handledAfter(watch, bareFunction, write),
  };
  const orders = [
    ['receive', 'bare'],
    ['bare', 'receive'],
  ] as const;
  for (let i = 0; i < warmUps + samples; i++)
    for (const which of orders[i % 2]!) {
      const durationMs = await measured[which]();
      if (i >= warmUps) times[which].push(durationMs);
    }
  const straight: number[] = [];
  const empty: number[] = [];
  for (let i = 0; i < samples / 4; i++) {
    straight.push(await handledAfter(watch, bareFunction, () => write({ engines })));
    empty.push(await durationOf(watch, bareFunction, () => makeBareCalls({ calls: [] })));
  }
  return {
    samples,
    receiveMs: median(times.receive),
    bareMs: median(times.bare),
    straightMs: median(straight),
    emptyMs: median(empty),
  };
}

/** Until the compiler has seen enough of both. */
const warmUps = 30;

/** A notification as large as they come, of a type that we keep and do nothing about. */
async function aNotification(): Promise<() => string> {
  const events = (await stripe('GET', '/_sim/events')) as { type: string }[];
  const example = events.find(({ type }) => type === 'checkout.session.completed');
  return () =>
    JSON.stringify({ ...example, id: `evt_${randomUUID()}`, type: 'checkout.session.looked_at' });
}

function signatureOf(body: string): string {
  const timestamp = Math.floor(Date.now() / 1000);
  const digest = createHmac('sha256', stripeKeys.webhookSecret).update(`${timestamp}.${body}`);
  return `t=${timestamp},v1=${digest.digest('hex')}`;
}

async function deliver(body: string): Promise<void> {
  const headers = { 'stripe-signature': signatureOf(body) };
  const { status } = await request('POST', `${endpoints.api}/webhooks/stripe`, { headers, body });
  if (status !== 200) throw new Error(`a notification was answered with ${status}`);
}

const asQueued = (rawBody: string, QueueUrl: string): BareCall => ({
  operation: 'SendMessage',
  input: {
    QueueUrl,
    MessageBody: JSON.stringify({
      provider: 'stripe',
      receivedAt: new Date().toISOString(),
      requestId: randomUUID(),
      rawBody,
      encoding: 'utf8',
      headers: { 'stripe-signature': signatureOf(rawBody) },
    }),
  },
});

const restMs = 10;

/** How long the invocation took that `act` causes, once the message is off the queue again. */
async function handledAfter(
  watch: Watch,
  name: string,
  act: () => Promise<unknown>,
): Promise<number> {
  const durationMs = await durationOf(watch, name, act);
  await watch.until(
    (seen) => countOf(seen, settle, 'message done') > 0 && reportsOf(seen, settle).length > 0,
    'the notification was not handled',
  );
  // The message is yet to be deleted, and the queue to be asked again.
  await sleep(restMs);
  return durationMs;
}

async function durationOf(
  watch: Watch,
  name: string,
  act: () => Promise<unknown>,
): Promise<number> {
  watch.restart();
  await act();
  const report = await watch.until((seen) => reportsOf(seen, name)[0], `${name} did not end`);
  return report.durationMs;
}
