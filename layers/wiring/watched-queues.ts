import { SQSClient } from '@aws-sdk/client-sqs';
import { depthOf } from '#messaging/queue-depth';
import { promptly } from './promptly.ts';
import { setting } from './settings.ts';

const sqs = new SQSClient(promptly);
const { queues, deadLetters } = setting('WATCHED_QUEUES');

const depthsOf = (urls: Record<string, string>) =>
  Promise.all(
    Object.entries(urls).map(async ([queue, url]) => ({ queue, ...(await depthOf(sqs, url)) })),
  );

/** How many messages are in the queues that this function may ask, all asked at once. */
export const watchedQueues = async () => {
  const [jobs, given] = await Promise.all([depthsOf(queues), depthsOf(deadLetters)]);
  return { queues: jobs, deadLetters: given };
};
