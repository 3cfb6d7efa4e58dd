import { type FoundNotification, findMissedNotifications } from '#domain/inbox/find-missed';
import type { MissedAnswer } from '#domain/payments/payment-provider';
import { SettableClock } from '#test/clock';
import { MemoryReadingPositions } from '#test/memory-reading-positions';
import { only, ScriptedProvider } from '#test/scripted-provider';

const hourMs = 3_600_000;

/** A provider that keeps a list, answering each question in turn; the last answer stands. */
function setup(...answers: MissedAnswer[]) {
  const clock = new SettableClock('2026-11-21T10:00:00.000Z');
  const positions = new MemoryReadingPositions();
  const provider = new ScriptedProvider();
  const asked: [string, string | undefined][] = [];
  if (answers.length > 0)
    provider.missedNotifications = async (since, cursor) => {
      asked.push([since.toISOString(), cursor]);
      return answers[asked.length - 1] ?? answers.at(-1)!;
    };
  const sent: FoundNotification[] = [];
  const takeIn = async (one: FoundNotification) => {
    sent.push(one);
  };
  const deps = { providers: only(provider), positions, takeIn, now: clock.now };
  const look = () => findMissedNotifications(deps, { provider: 'stripe', requestId: 'request-1' });
  return { clock, positions, asked, sent, look };
}

const page = (rawBodies: string[], nextCursor?: string): MissedAnswer => ({
  kind: 'known',
  rawBodies,
  nextCursor,
});
const silence: MissedAnswer = { kind: 'unknown', cause: 'timeout' };

test('a notification that was never delivered is processed', async () => {
  const { sent, look } = setup(page(['{"id":"evt_1"}', '{"id":"evt_2"}']));
  expect(await look()).toEqual({ provider: 'stripe', found: 2, isComplete: true });
  expect(sent.map(({ rawBody }) => rawBody)).toEqual(['{"id":"evt_1"}', '{"id":"evt_2"}']);
  expect(sent[0]).toEqual({
    provider: 'stripe',
    rawBody: '{"id":"evt_1"}',
    receivedAt: '2026-11-21T10:00:00.000Z',
    requestId: 'request-1',
  });
});

test('the first run goes back three days, the next to shortly before the last', async () => {
  const { clock, asked, look } = setup(page([]));
  await look();
  clock.advance(hourMs);
  await look();
  expect(asked).toEqual([
    ['2026-11-18T10:00:00.000Z', undefined],
    ['2026-11-21T09:50:00.000Z', undefined],
  ]);
});

test('a list of many pages is read to its end, page after page', async () => {
  const { asked, sent, look } = setup(page(['1'], 'p2'), page(['2'], 'p3'), page(['3']));
  expect(await look()).toMatchObject({ found: 3, isComplete: true });
  expect(asked.map(([, cursor]) => cursor)).toEqual([undefined, 'p2', 'p3']);
  expect(sent).toHaveLength(3);
});

test('a list too long for one run is continued by the next, and nothing created meanwhile is lost', async () => {
  const { clock, positions, asked, look } = setup(
    ...Array.from({ length: 25 }, (_, index) => page([`${index}`], `p${index + 1}`)),
    page(['last']),
  );
  expect(await look()).toEqual({ provider: 'stripe', found: 20, isComplete: false });
  clock.advance(hourMs);
  expect(await look()).toEqual({ provider: 'stripe', found: 6, isComplete: true });
  expect(asked[20]).toEqual(['2026-11-18T10:00:00.000Z', 'p20']);
  expect(positions.rows.get('stripe')).toEqual({ since: '2026-11-21T09:50:00.000Z' });
});

test('a provider that does not answer is asked again from the same position', async () => {
  const { clock, positions, asked, sent, look } = setup(page(['1'], 'p2'), silence, page(['2']));
  expect(await look()).toEqual({ provider: 'stripe', found: 1, isComplete: false });
  clock.advance(hourMs);
  expect(await look()).toEqual({ provider: 'stripe', found: 1, isComplete: true });
  expect(asked.map(([, cursor]) => cursor)).toEqual([undefined, 'p2', 'p2']);
  expect(sent.map(({ rawBody }) => rawBody)).toEqual(['1', '2']);
  expect(positions.rows.get('stripe')).toEqual({ since: '2026-11-21T09:50:00.000Z' });
});

test('a provider that does not answer for hours loses nothing of that time', async () => {
  const { clock, asked, look } = setup(page([]), silence, silence, page([]), page([]));
  for (let hour = 0; hour < 5; hour++) {
    await look();
    clock.advance(hourMs);
  }
  expect(asked.map(([since]) => since)).toEqual([
    '2026-11-18T10:00:00.000Z',
    '2026-11-21T09:50:00.000Z',
    '2026-11-21T09:50:00.000Z',
    '2026-11-21T09:50:00.000Z',
    '2026-11-21T10:50:00.000Z',
  ]);
});

test('for a provider without a list nothing is found', async () => {
  const { sent, look } = setup();
  expect(await look()).toEqual({ provider: 'stripe', found: 0, isComplete: true });
  expect(sent).toEqual([]);
});
