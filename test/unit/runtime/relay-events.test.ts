import type { Context, DynamoDBRecord } from 'aws-lambda';
import { logger } from '#runtime/log';
import type { DomainEvent } from '#vocabulary/events';
import { createHandler } from '../../../functions/outbox/relay-events/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const paidFor = (data: Record<string, string>): DomainEvent =>
  ({
    id: 'evt_1',
    type: 'payment.completed',
    requestId: 'r',
    data: { paymentId: 'pay_1', ...data },
  }) as unknown as DomainEvent;

/** The relay, of whose subscribers one has a queue, and one is handed only what is about a plan. */
async function relayed(event: DomainEvent, failures: { handOver?: Error } = {}) {
  const brought: unknown[] = [];
  const handler = createHandler({
    read: () => event,
    send: async (...sent) => void brought.push(sent),
    handOver: async (...handed) => {
      if (failures.handOver) throw failures.handOver;
      brought.push(handed);
    },
    subscriptions: {
      'payment.completed': [
        { url: 'https://queue' },
        { job: 'activate-plan', functionName: 'peage-dev-activate-plan', onlyAbout: 'planId' },
      ],
    },
  });
  const Records = [{ dynamodb: { SequenceNumber: '7' } } as DynamoDBRecord];
  const { batchItemFailures } = await handler({ Records }, {} as Context);
  return { brought, batchItemFailures };
}

const ofPlan = paidFor({ planId: 'pro' });

test('an event is put into queues and handed over to functions, the same for both', async () => {
  const { brought, batchItemFailures } = await relayed(ofPlan);
  expect(brought).toEqual([
    ['https://queue', ofPlan],
    ['peage-dev-activate-plan', { job: 'activate-plan', message: ofPlan }],
  ]);
  expect(batchItemFailures).toEqual([]);
});

test('a payment without a plan hands nothing over, and so costs nothing more', async () => {
  const event = paidFor({});
  expect((await relayed(event)).brought).toEqual([['https://queue', event]]);
});

test('an event that Lambda does not accept is delivered again by the stream: it is not lost', async () => {
  const { batchItemFailures } = await relayed(ofPlan, {
    handOver: new Error('Lambda answered 429 to activate-plan'),
  });
  expect(batchItemFailures).toEqual([{ itemIdentifier: '7' }]);
});
