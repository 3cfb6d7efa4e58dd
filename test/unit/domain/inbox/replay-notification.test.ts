import { NotFoundError } from '#domain/errors';
import { replayNotification } from '#domain/inbox/inbox';
import type { ReceivedNotification } from '#domain/inbox/received-notification';
import { anAct } from '#test/audits';
import { MemoryAuditTrail } from '#test/memory-audit-trail';
import { MemoryInbox } from '#test/memory-inbox';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aNotification } from '#test/payments';

async function setup() {
  const payments = new MemoryPaymentStore();
  const notification = aNotification({ encoding: 'base64', rawBody: '/w==' });
  await payments.keep(notification);
  const inbox = new MemoryInbox(payments);
  const audit = new MemoryAuditTrail();
  const sent: ReceivedNotification[] = [];
  const queue = {
    send: async (one: ReceivedNotification) => {
      sent.push(one);
    },
  };
  const { id } = (await inbox.list({}, { limit: 1 })).entries[0]!;
  const replay = (name = id) => replayNotification({ inbox, audit, queue }, name, anAct());
  return { notification, audit, sent, id, replay };
}

test('a notification is processed again as it arrived, and marked as a replay', async () => {
  const { notification, sent, id, replay } = await setup();
  expect(await replay()).toEqual({ id, notification });
  const { provider, rawBody, encoding, headers, receivedAt } = notification;
  expect(sent).toEqual([
    {
      provider,
      rawBody,
      encoding,
      headers,
      receivedAt,
      requestId: 'request-admin',
      isReplay: true,
    },
  ]);
});

test('the audit trail says who replayed it, but not its content', async () => {
  const { audit, id, replay } = await setup();
  await replay();
  expect(audit.entries).toMatchObject([
    {
      actor: 'person:user-admin',
      action: 'notification.replayed',
      subject: id,
      after: { provider: 'stripe', eventType: 'checkout.session.completed' },
    },
  ]);
});

test('an unknown notification cannot be replayed, and nothing is recorded', async () => {
  const { audit, sent, replay } = await setup();
  await expect(replay('ntf_unknown')).rejects.toThrow(NotFoundError);
  expect([sent, audit.entries]).toEqual([[], []]);
});
