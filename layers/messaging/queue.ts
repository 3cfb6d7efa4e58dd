import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Puts messages into one queue; what it has answered for is durable. */
export class Queue<Message extends object> {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  /** @param delaySeconds up to 900: the message is not seen before. */
  async send(message: Message, delaySeconds?: number): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#url,
        MessageBody: transportable(message),
        DelaySeconds: delaySeconds,
      }),
    );
  }
}

/**
 * Some characters are refused by SQS (U+FFFE, U+FFFF) or by what stands for it (emoji); escaped,
 * which is the same JSON, every text gets through.
 */
const transportable = (message: object): string =>
  JSON.stringify(message).replace(
    /[\ud800-\udfff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
