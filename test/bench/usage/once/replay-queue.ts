import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Day } from '#domain/calendar/day';
import { messagesOf } from '#stores/usage/packed-events';
import { S3RawReader } from '#stores/usage/raw-reader';
import { control } from '#test/cloud';
import type { QueueState } from '../../../../local/cloud/control/queues.ts';
import type { Dice } from '../../../simulation/plan/dice.ts';
import { bucketNamed, type EngineClients, queueUrlOf } from '../../cloud/engine-clients.ts';

const job = 'aggregate-usage';

export type ReceiveDays = { first: Day; last: Day };

export const rawEvents = async (clients: EngineClients): Promise<S3RawReader> =>
  new S3RawReader(clients.s3, await bucketNamed('usageevents', clients));

/**
 * Puts events that were kept back into the queue, as a redrive of old messages does, in messages of
 * other company.
 *
 * @param share of the objects kept on these days; one at least.
 * @returns how many events there were in them.
 */
export async function replayQueue(
  clients: EngineClients,
  dice: Dice,
  { days, share }: { days: ReceiveDays; share: number },
): Promise<number> {
  const QueueUrl = await queueUrlOf(job, clients);
  const raw = await rawEvents(clients);
  let replayed = 0;
  for await (const kept of raw.read(days)) {
    if (replayed > 0 && !dice.chance(share)) continue;
    replayed += kept.length;
    for (const events of messagesOf(kept)) {
      const MessageBody = JSON.stringify({ requestId: 'replay', events });
      await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    }
  }
  return replayed;
}

const lookMs = 100;

/**
 * Waits until everything in the queue has been counted; what has failed too often, and became a dead
 * letter, is brought back as an operator does.
 *
 * @returns how many dead letters there were.
 */
export async function emptyQueue(): Promise<number> {
  for (let redriven = 0; ; ) {
    const queues: QueueState[] = await control('GET', '/queues');
    const { visible, inFlight, delayed, deadLetters } = queues.find(({ name }) => name === job)!;
    if (visible + inFlight + delayed > 0) await sleep(lookMs);
    else if (deadLetters!.visible === 0) return redriven;
    else redriven += (await control('POST', `/queues/${job}/redrive`)).moved;
  }
}
