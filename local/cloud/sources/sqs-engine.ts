import { awsCaller } from './aws-call.ts';

type Message = { ReceiptHandle: string; Body: string; MessageAttributes?: object };

/**
 * Calls the queue engine without the gateway, for what no function does: the operator's view and
 * quicker retries.
 *
 * Only `showAgain` makes local time run faster than on AWS: a failed message becomes visible after
 * our delay, instead of its visibility time-out (six times the function's time-out: minutes).
 */
export function sqsDirectly(url: string, region: string) {
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator', sessionToken: '-' };
  const call = awsCaller({ url, region, credentials });
  const sqs = <Answer>(operation: string, input: Record<string, unknown>) =>
    call<Answer>('sqs', `AmazonSQS.${operation}`, input);
  return {
    showAgain: async (queueUrl: string, receiptHandle: string, delaySeconds: number) => {
      const input = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle };
      // A message that has just become a dead letter can no longer be made visible.
      await sqs('ChangeMessageVisibility', { ...input, VisibilityTimeout: delaySeconds }).catch(
        () => {},
      );
    },
    counts: async (queueUrl: string) => {
      const { Attributes } = await sqs<{ Attributes: Record<string, string> }>(
        'GetQueueAttributes',
        { QueueUrl: queueUrl, AttributeNames: ['All'] },
      );
      return {
        visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
        inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
        delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
      };
    },
    /** Moves every visible message; returns how many. */
    moveAll: async (fromUrl: string, toUrl: string): Promise<number> => {
      for (let moved = 0; ; ) {
        const { Messages = [] } = await sqs<{ Messages?: Message[] }>('ReceiveMessage', {
          QueueUrl: fromUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
        });
        if (Messages.length === 0) return moved;
        for (const { Body, ReceiptHandle, MessageAttributes } of Messages) {
          const copy = { QueueUrl: toUrl, MessageBody: Body, MessageAttributes };
          await sqs('SendMessage', copy);
          await sqs('DeleteMessage', { QueueUrl: fromUrl, ReceiptHandle });
        }
        moved += Messages.length;
      }
    },
  };
}
