import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Messages that wait and that are being worked on; SQS counts about right, some seconds late. */
export type Depth = { waiting: number; inFlight: number };

export async function depthOf(client: SQSClient, url: string): Promise<Depth> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesDelayed',
        'ApproximateNumberOfMessagesNotVisible',
      ],
    }),
  );
  const count = (text: string | undefined): number => Number(text ?? 0);
  return {
    waiting:
      count(Attributes.ApproximateNumberOfMessages) +
      count(Attributes.ApproximateNumberOfMessagesDelayed),
    inFlight: count(Attributes.ApproximateNumberOfMessagesNotVisible),
  };
}
