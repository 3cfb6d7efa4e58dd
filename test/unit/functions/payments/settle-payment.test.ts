import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { ReceivedNotification } from '#domain/inbox/received-notification';
import type { Notification } from '#domain/payments/notification';
import { logger } from '#runtime/log';
import { createHandler } from '../../../../functions/payments/settle-payment/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const received: ReceivedNotification = {
  provider: 'stripe',
  rawBody: '{}',
  encoding: 'utf8',
  headers: {},
  receivedAt: '2026-11-28T10:00:00.100Z',
  arrivedAt: '2026-11-28T10:00:00.000Z',
  requestId: 'request-1',
};

/** The notification that is kept of one that the queue had 150 ms after it had arrived. */
async function kept(message: ReceivedNotification): Promise<Notification> {
  const rows: Notification[] = [];
  const handler = createHandler({
    parse: () => undefined,
    payments: { keep: async (row: Notification) => void rows.push(row) },
    now: () => new Date('2026-11-28T10:00:05.000Z'),
  } as unknown as Parameters<typeof createHandler>[0]);
  const attributes = {
    ApproximateReceiveCount: '1',
    SentTimestamp: String(Date.parse('2026-11-28T10:00:00.150Z')),
  };
  const record = { messageId: 'm', body: JSON.stringify(message), attributes };
  const event: SQSEvent = { Records: [record as unknown as SQSRecord] };
  expect(await handler(event, {} as never)).toEqual({ batchItemFailures: [] });
  return rows[0]!;
}

test('a provider waits for its answer from the arrival of its notification until the queue has it', async () => {
  expect((await kept(received)).acknowledgedInMs).toBe(150);
});

test('nobody waits for an admin’s replay', async () => {
  expect(await kept({ ...received, isReplay: true })).not.toHaveProperty('acknowledgedInMs');
});

test('a notification that the release before had put into the queue is taken as it is', async () => {
  const { arrivedAt: _, ...before } = received;
  expect(await kept(before)).not.toHaveProperty('acknowledgedInMs');
});
