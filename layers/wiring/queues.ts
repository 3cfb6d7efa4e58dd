import { SQSClient } from '@aws-sdk/client-sqs';
import { Queue } from '#messaging/queue';
import { variableOf } from '#runtime/environment';

const sqs = new SQSClient({});

/** The queue at an address known only at run time. */
export const queueAt = <Message extends object>(url: string) => new Queue<Message>(sqs, url);

/** The queue of a job, as the table of jobs names it: `settle-payment`. */
export const queueTo = <Message extends object>(job: string) =>
  queueAt<Message>(variableOf(`${job.replaceAll('-', '_').toUpperCase()}_QUEUE_URL`));
