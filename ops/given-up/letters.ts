import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Letter } from './given-up.ts';

/** Longer than any function runs. */
const hiddenSeconds = 1_800;

/** Takes all messages of a queue; the caller removes each or puts it back. */
export async function takeLetters(sqs: SQSClient, queueUrl: string): Promise<Letter[]> {
  const letters: Letter[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hiddenSeconds,
        WaitTimeSeconds: 1,
      }),
    );
    if (Messages.length === 0) return letters;
    for (const { Body = '', ReceiptHandle } of Messages) {
      const message = { QueueUrl: queueUrl, ReceiptHandle };
      letters.push({
        body: Body,
        remove: async () => void (await sqs.send(new DeleteMessageCommand(message))),
        putBack: async () =>
          void (await sqs.send(
            new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 }),
          )),
      });
    }
  }
}
