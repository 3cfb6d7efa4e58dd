import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { control } from '#test/cloud';
import { awsFault } from '#test/trouble';
import { type SqsMessage, sqsRecord } from '../../../local/cloud/sources/sqs-record.ts';
import { type EngineClients, engineClients, queueUrlOf } from '../cloud/engine-clients.ts';
import { countOf, type Watch } from '../cloud/watch.ts';
import type { BilledLine } from '../cost/billed-operations.ts';
import { prices } from '../cost/prices.ts';
import { sum } from '../statistics.ts';

export const aggregator = 'usage/aggregate-events';

/** SQS bills a request for each started 64 KB. */
const requestBytes = 64 * 1024;

/**
 * Stands where Lambda's pollers do before the aggregator, so that the bench decides how many
 * messages come together: by the clock, that would be left to how busy the machine is. The function
 * itself, and all that it calls, run as always.
 */
export class HandFeeding {
  readonly #clients: EngineClients;
  readonly #queueUrl: string;
  #requests = { receives: 0, deletes: 0 };

  private constructor(clients: EngineClients, queueUrl: string) {
    this.#clients = clients;
    this.#queueUrl = queueUrl;
  }

  /**
   * Keeps the pollers out while something is done. A poll that is open takes one message more: the
   * one that `prime` sends.
   */
  static async during<Result>(
    watch: Watch,
    prime: () => Promise<unknown>,
    act: (feeding: HandFeeding) => Promise<Result>,
  ): Promise<Result> {
    const clients = engineClients();
    const feeding = new HandFeeding(clients, await queueUrlOf('aggregate-usage', clients));
    const { end } = await awsFault({
      function: aggregator,
      service: 'sqs',
      operation: 'ReceiveMessage',
      fault: 'failBefore',
      times: Number.MAX_SAFE_INTEGER,
    });
    try {
      watch.restart();
      await prime();
      await watch.until(
        (seen) => countOf(seen, aggregator, 'usage counted') > 0,
        'the open poll took nothing',
      );
      return await act(feeding);
    } finally {
      await end();
    }
  }

  /** Brings all that waits to the aggregator, so many messages at once: ten at most, as SQS gives. */
  async feed(togetherMost: number): Promise<void> {
    for (;;) {
      const { Messages = [] } = await this.#clients.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.#queueUrl,
          MaxNumberOfMessages: togetherMost,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) return;
      await invoke(Messages);
      await this.#delete(Messages);
      const bytes = sum(Messages.map(({ Body = '' }) => Body.length));
      this.#requests.receives += Math.ceil(bytes / requestBytes);
    }
  }

  /** What pollers would have been billed for since this was asked last. */
  takeLines(): BilledLine[] {
    const { receives, deletes } = this.#requests;
    this.#requests = { receives: 0, deletes: 0 };
    return [line('ReceiveMessage', receives), line('DeleteMessageBatch', deletes)];
  }

  async #delete(messages: readonly Message[]): Promise<void> {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
    }));
    await this.#clients.sqs.send(
      new DeleteMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries }),
    );
    this.#requests.deletes += 1;
  }
}

const queueArn = 'arn:aws:sqs:eu-west-3:000000000000:aggregate-usage';

async function invoke(messages: readonly Message[]): Promise<void> {
  const Records = messages.map((message) =>
    sqsRecord(message as SqsMessage, queueArn, 'eu-west-3'),
  );
  const path = `/functions/${encodeURIComponent(aggregator)}/invoke`;
  const { result, error } = await control('POST', path, { Records });
  if (error || result.batchItemFailures.length > 0)
    throw new Error(`messages were not counted: ${error?.errorMessage ?? 'they shall come again'}`);
}

const line = (operation: string, requests: number): BilledLine => ({
  service: 'sqs',
  function: aggregator,
  operation,
  units: requests,
  usd: requests * prices.sqsRequest.usd,
});
