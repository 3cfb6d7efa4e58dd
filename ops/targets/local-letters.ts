import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { GivenUpName, Letter } from '../given-up/given-up.ts';
import { takeLetters } from '../given-up/letters.ts';

const forms: Record<GivenUpName, RegExp> = {
  'relay-events': /-OutboxDeadLettersQueue\w+$/,
  'background-work': /-BackgroundQueue\w+$/,
};

/** The given-up work of a local cloud, read past the gateway and all roles. */
export async function localLetters(endpoint: string, name: GivenUpName): Promise<Letter[]> {
  const sqs = new SQSClient({
    region: 'eu-west-3',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
    endpoint,
    useQueueUrlAsEndpoint: false,
  });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const url = QueueUrls.find((queueUrl) => forms[name].test(queueUrl));
  if (url === undefined) throw new Error(`The local cloud has no dead letters of ${name}`);
  return takeLetters(sqs, url);
}
