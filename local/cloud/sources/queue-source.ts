import { setTimeout as sleep } from 'node:timers/promises';
import type { Lambda } from '../functions/lambda.ts';
import type { AwsCall } from './aws-call.ts';
import { failedItems } from './batch-failures.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { filterOf } from './filter-pattern.ts';
import { type SqsMessage, sqsRecord } from './sqs-record.ts';

export type QueueSourceOptions = {
  mapping: EventSourceMapping;
  queueUrl: string;
  region: string;
  lambda: Pick<Lambda, 'invoke'>;
  /** Calls with the function's role, through the gateway. */
  call: AwsCall;
  /** Makes failed messages visible sooner than the queue would; the queue decides when absent. */
  retrySooner?: (message: SqsMessage) => Promise<void>;
};

/** Concurrent invocations of a mapping without a limit: as many as there are workers. */
const concurrencyDefault = 10;
const longPollSeconds = 20;
/** SQS returns at most ten messages per call. */
const receiveMax = 10;

/** Delivers a queue's messages to a function as Lambda's pollers do, until it is stopped. */
export class QueueSource {
  private readonly options: QueueSourceOptions;
  private readonly stopping = new AbortController();
  private readonly passes: (event: unknown) => boolean;
  private readonly running = new Set<Promise<void>>();

  constructor(options: QueueSourceOptions) {
    this.options = options;
    this.passes = filterOf(options.mapping.filters);
  }

  /** Reads the queue's attributes, as Lambda does when it creates a mapping, then polls. */
  start(): void {
    void this.poll();
  }

  stop(): void {
    this.stopping.abort();
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async poll(): Promise<void> {
    const { mapping, call, queueUrl } = this.options;
    const concurrencyMax = mapping.concurrencyMax ?? concurrencyDefault;
    await call('sqs', 'AmazonSQS.GetQueueAttributes', {
      QueueUrl: queueUrl,
      AttributeNames: ['VisibilityTimeout', 'RedrivePolicy'],
    }).catch((error) => this.warn(error));
    while (!this.isStopping) {
      const messages = await this.gather();
      if (messages.length > 0) this.run(messages);
      while (this.running.size >= concurrencyMax) await Promise.race(this.running);
    }
  }

  private run(messages: SqsMessage[]): void {
    const work = this.process(messages).catch((error) => this.warn(error));
    const done = work.finally(() => this.running.delete(done));
    this.running.add(done);
  }

  /** Fills a batch with the available messages, or with those that arrive within the window. */
  private async gather(): Promise<SqsMessage[]> {
    const { batchSize, windowSeconds } = this.options.mapping;
    const messages = await this.receive(Math.min(batchSize, receiveMax), longPollSeconds);
    const until = performance.now() + windowSeconds * 1000;
    while (messages.length > 0 && messages.length < batchSize && performance.now() < until) {
      const secondsLeft = Math.floor((until - performance.now()) / 1000);
      const more = await this.receive(
        Math.min(batchSize - messages.length, receiveMax),
        Math.min(secondsLeft, longPollSeconds),
      );
      messages.push(...more);
      if (more.length === 0 && secondsLeft === 0) break;
    }
    return messages;
  }

  private async receive(count: number, waitSeconds: number): Promise<SqsMessage[]> {
    const { call, queueUrl } = this.options;
    try {
      const { Messages = [] } = await call<{ Messages?: SqsMessage[] }>(
        'sqs',
        'AmazonSQS.ReceiveMessage',
        {
          QueueUrl: queueUrl,
          MaxNumberOfMessages: count,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        },
        this.stopping.signal,
      );
      return Messages;
    } catch (error) {
      if (this.isStopping) return [];
      this.warn(error);
      await sleep(1_000, undefined, { signal: this.stopping.signal }).catch(() => {});
      return [];
    }
  }

  private async process(messages: SqsMessage[]): Promise<void> {
    const { mapping, lambda, region, retrySooner } = this.options;
    const [wanted, unwanted] = this.sorted(messages);
    if (unwanted.length > 0) await this.delete(unwanted);
    if (wanted.length === 0) return;
    const { outcome } = await lambda.invoke(mapping.functionArn, {
      Records: wanted.map((message) => sqsRecord(message, mapping.sourceArn, region)),
    });
    const ids = wanted.map(({ MessageId }) => MessageId);
    const failedIds = failedItems(outcome, ids, mapping.reportsItemFailures);
    const isFailed = ({ MessageId }: SqsMessage) => failedIds.includes(MessageId);
    const successes = wanted.filter((message) => !isFailed(message));
    if (successes.length > 0) await this.delete(successes);
    if (retrySooner) await Promise.all(wanted.filter(isFailed).map(retrySooner));
  }

  /** Separates wanted messages from those that the mapping's filter rejects, which are deleted. */
  private sorted(messages: SqsMessage[]): [SqsMessage[], SqsMessage[]] {
    if (this.options.mapping.filters.length === 0) return [messages, []];
    const isWanted = (message: SqsMessage) =>
      this.passes({ body: parsedIfJson(message.Body), attributes: message.Attributes });
    return [messages.filter(isWanted), messages.filter((message) => !isWanted(message))];
  }

  /** Lambda needs only one right to delete, for one message or for ten. */
  private async delete(messages: SqsMessage[]): Promise<void> {
    const { call, queueUrl } = this.options;
    for (let start = 0; start < messages.length; start += receiveMax)
      await call('sqs', 'AmazonSQS.DeleteMessageBatch', {
        QueueUrl: queueUrl,
        Entries: messages
          .slice(start, start + receiveMax)
          .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      });
  }

  private warn(error: unknown): void {
    if (!this.isStopping)
      console.error(`WARNING: ${this.options.mapping.path}: ${(error as Error).message}`);
  }
}

function parsedIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
