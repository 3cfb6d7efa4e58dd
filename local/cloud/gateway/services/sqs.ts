import type { Assembly } from '../../assembly/assembly.ts';
import type { JsonObject } from '../../assembly/json.ts';
import type { Service } from '../call.ts';
import { notImplemented } from '../wire-error.ts';

const target = /^AmazonSQS\.(\w+)$/;

/** SQS bills a request for each started 64 KB. */
const requestBytes = 64 * 1024;

/** SQS in its JSON protocol. */
export const sqs: Service = {
  protocol: () => 'sqs',
  read: (request, { assembly }) => {
    const name = String(request.headers['x-amz-target']);
    const [, operation] = target.exec(name) ?? [];
    if (!operation) throw notImplemented(`SQS's ${name}`);
    const body = JSON.parse(request.body.toString('utf8')) as JsonObject;
    return {
      service: 'sqs',
      operation,
      protocol: 'sqs',
      rights: [
        {
          // There are no rights for batches: the right of the single action is needed.
          action: `sqs:${operation.replace(/Batch$/, '')}`,
          resource: queueArn(body, assembly),
          context: {},
        },
      ],
      destination: 'queuesAndStorage',
      units: ({ body: answer }) => {
        const bytes = Math.max(request.body.length, answer.length);
        return { requests: Math.max(1, Math.ceil(bytes / requestBytes)), bytes };
      },
      ...(operation === 'ReceiveMessage' ? { endsWithCaller: true } : {}),
    };
  },
};

function queueArn(body: JsonObject, { region, account }: Assembly): string {
  const name = String(body.QueueUrl ?? body.QueueName ?? '')
    .split('/')
    .at(-1);
  return name ? `arn:aws:sqs:${region}:${account}:${name}` : '*';
}
