import type { Context } from 'aws-lambda';
import type { ReceivedNotification } from '#domain/inbox/received-notification';
import { logger } from '#runtime/log';
import { SettableClock } from '#test/clock';
import { MemoryReadingPositions } from '#test/memory-reading-positions';
import { only, ScriptedProvider } from '#test/scripted-provider';
import { createHandler } from '../../../functions/webhooks/find-missed-notifications/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

test('a notification that was never delivered is queued as if it had just arrived, with a note how it was found', async () => {
  const provider = new ScriptedProvider();
  provider.missedNotifications = async () => ({ kind: 'known', rawBodies: ['{"id":"evt_1"}'] });
  const queued: ReceivedNotification[] = [];
  const handler = createHandler({
    configured: ['stripe'],
    providers: only(provider),
    positions: new MemoryReadingPositions(),
    queue: { send: async (one) => void queued.push(one) },
    now: new SettableClock('2026-11-21T10:00:00.000Z').now,
  });
  const run = { schedule: 'find-missed-notifications', dueAt: '2026-11-21T10:00:00Z' };
  await handler(run, { awsRequestId: 'request-1' } as Context);
  expect(queued).toEqual([
    {
      provider: 'stripe',
      rawBody: '{"id":"evt_1"}',
      encoding: 'utf8',
      receivedAt: '2026-11-21T10:00:00.000Z',
      requestId: 'request-1',
      headers: { 'found-by': 'reconciliation' },
    },
  ]);
});
