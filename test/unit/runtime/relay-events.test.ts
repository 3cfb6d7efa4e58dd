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
async function relayed(
  event: DomainEvent,
  failures: { handOver?: Error } = {},
  isListenedTo = async () => false,
) {
  const brought: unknown[] = [];
  const handler = createHandler({
    read: () => [event],
    send: async (...sent) => void brought.push(sent),
    handOver: async (...handed) => {
      if (failures.handOver) throw failures.handOver;
      brought.push(handed);
    },
    isListenedTo,
    subscriptions: {
      'payment.completed': [
        { url: 'https://queue' },
        { job: 'activate-plan', functionName: 'peage-dev-activate-plan', onlyAbout: 'planId' },
        { job: 'fan-out', functionName: 'peage-dev-fan-out', onlyWhileListened: true },
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

test('webhooks cost nothing while no endpoint listens, and start their function while one does', async () => {
  const event = paidFor({});
  const { brought } = await relayed(event, {}, async () => true);
  expect(brought).toEqual([
    ['https://queue', event],
    ['peage-dev-fan-out', { job: 'fan-out', message: event }],
  ]);
});

test('if nobody can say who listens, invoices and mails are not held up, and the function asks itself', async () => {
  const failing = () => Promise.reject(new Error('the table is away'));
  const { brought, batchItemFailures } = await relayed(paidFor({}), {}, failing);
  expect(brought).toHaveLength(2);
  expect(batchItemFailures).toEqual([]);
});

test('an event that Lambda does not accept is delivered again by the stream: it is not lost', async () => {
  const { batchItemFailures } = await relayed(ofPlan, {
    handOver: new Error('Lambda answered 429 to activate-plan'),
  });
  expect(batchItemFailures).toEqual([{ itemIdentifier: '7' }]);
});

describe('events that the stream brings together', () => {
  const events = ['pay_1', 'pay_2', 'pay_3'].map(
    (paymentId) => ({ ...paidFor({ paymentId }), id: paymentId }) as DomainEvent,
  );

  /** Two jobs: one that takes several events in one message, and one that does not. */
  async function together({ unreadable, failing }: { unreadable?: number; failing?: string } = {}) {
    const brought: [string, unknown][] = [];
    const handler = createHandler({
      read: ({ dynamodb }) => {
        const index = Number(dynamodb!.SequenceNumber);
        if (index === unreadable) throw new Error('corrupt');
        return [events[index]!];
      },
      send: async (url, message) => {
        if (url === failing) throw new Error('outage');
        brought.push([url, message]);
      },
      handOver: async () => {},
      isListenedTo: async () => false,
      subscriptions: {
        'payment.completed': [{ url: 'packs', isPacked: true }, { url: 'singles' }],
      },
    });
    const Records = events.map(
      (_, index) => ({ dynamodb: { SequenceNumber: String(index) } }) as DynamoDBRecord,
    );
    const { batchItemFailures } = await handler({ Records }, {} as Context);
    const to = (queue: string) =>
      brought.filter(([url]) => url === queue).map(([, message]) => message);
    return { packs: to('packs'), singles: to('singles'), failed: batchItemFailures };
  }

  test('go in one message to a job that takes several, so that it does their work together', async () => {
    const { packs, singles, failed } = await together();
    expect(packs).toEqual([{ requestId: 'r', events }]);
    expect(singles).toEqual(events);
    expect(failed).toEqual([]);
  });

  test('come again from the first that was not delivered', async () => {
    expect((await together({ failing: 'singles' })).failed).toEqual([{ itemIdentifier: '0' }]);
  });

  test('do not wait for one that cannot be read, and those after it come with it again', async () => {
    const { packs, singles, failed } = await together({ unreadable: 1 });
    expect([packs, singles]).toEqual([[events[0]], [events[0]]]);
    expect(failed).toEqual([{ itemIdentifier: '1' }]);
  });
});

test('of a record that tells two things and one that tells nothing, the right one comes again', async () => {
  const told = [[], [paidFor({}), ofPlan]];
  const handler = createHandler({
    read: ({ dynamodb }) => told[Number(dynamodb!.SequenceNumber)]!,
    send: async () => {
      throw new Error('outage');
    },
    handOver: async () => {},
    isListenedTo: async () => false,
    subscriptions: { 'payment.completed': [{ url: 'https://queue' }] },
  });
  const Records = ['0', '1'].map((SequenceNumber) => ({ dynamodb: { SequenceNumber } }));
  const { batchItemFailures } = await handler({ Records } as never, {} as Context);
  expect(batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
});
