import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Puts messages into one queue; what it has answered for is durable. */
export class Queue<Message extends object> {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  async send(message: Message): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({ QueueUrl: this.#url, MessageBody: JSON.stringify(message) }),
    );
  }
}
