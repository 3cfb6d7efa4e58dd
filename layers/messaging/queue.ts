import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Sends messages to one queue; a message is durable once `send` has returned. */
export class Queue<Message extends object> {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  /** @param delaySeconds up to 900; the message stays hidden for that time. */
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
 * Escapes characters that SQS rejects (U+FFFE, U+FFFF) or its local stand-in does (emoji); the JSON
 * stays the same.
 */
const transportable = (message: object): string =>
  JSON.stringify(message).replace(
    /[\ud800-\udfff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
