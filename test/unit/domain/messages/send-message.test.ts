import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { DigestDue } from '#domain/messages/admin-notes';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import { money } from '#domain/money';
import { SettableClock } from '#test/clock';
import { MemoryAdminNoteStore } from '#test/memory-admin-note-store';
import { sendingWith } from '#test/messages';
import { createHandler } from '../../../../functions/messages/send-message/handler.ts';

const hour = '2026-11-21T10';

async function setup(at: string) {
  const clock = new SettableClock(at);
  const sent: OutgoingMail[] = [];
  const queued: [DigestDue, number][] = [];
  const adminNotes = new MemoryAdminNoteStore();
  const note = { invoiceNumber: 'FA-2026-000001', amount: money(46_800, 'EUR') };
  await adminNotes.gather({ hour, eventId: 'evt_1' }, note);
  const deps = {
    ...sendingWith(clock.now),
    mails: { send: async (mail: OutgoingMail) => void sent.push(mail) },
    adminNotes,
    digests: { send: async (...call: [DigestDue, number]) => void queued.push(call) },
    letters: { digest: async (...said: unknown[]) => ({ to: 'admin@shop.example', said }) },
    now: clock.now,
  };
  const handler = createHandler(deps as unknown as Parameters<typeof createHandler>[0]);
  const receive = (message: object) =>
    handler(
      {
        Records: [
          {
            messageId: 'message-1',
            body: JSON.stringify(message),
            attributes: { ApproximateReceiveCount: '1' },
          } as SQSRecord,
        ],
      } satisfies SQSEvent,
      {} as never,
    );
  return { receive, sent, queued, note };
}

const done = { batchItemFailures: [] };
const message = { type: 'admin.digest', hour, requestId: 'request-1' };

test.each([
  ['2026-11-21T10:20:00.000Z', 900],
  ['2026-11-21T11:00:00.000Z', 300],
  ['2026-11-21T11:04:59.500Z', 1],
])('a digest is delayed until its hour is over: at %s for %i seconds', async (at, seconds) => {
  const { receive, sent, queued } = await setup(at);
  expect(await receive(message)).toEqual(done);
  expect(queued).toEqual([[message, seconds]]);
  expect(sent).toEqual([]);
});

test('and sent five minutes after, once, however often its message is delivered', async () => {
  const { receive, sent, queued, note } = await setup('2026-11-21T11:05:00.000Z');
  expect(await receive(message)).toEqual(done);
  expect(await receive(message)).toEqual(done);
  expect(sent).toEqual([{ to: 'admin@shop.example', said: [hour, [note]] }]);
  expect(queued).toEqual([]);
});

test.each([{ hour: 'MESSAGE#evt_1' }, { hour: undefined }, { hour: '2026-11-21T10:30' }])(
  'a message without a valid hour is a fault, and sends nothing: %j',
  async (changes) => {
    const { receive, sent, queued } = await setup('2026-11-21T12:00:00.000Z');
    const answer = await receive({ ...message, ...changes });
    expect(answer.batchItemFailures).toHaveLength(1);
    expect([sent, queued]).toEqual([[], []]);
  },
);
