import { slotOf, troubleNoter } from '#domain/monitoring/trouble';
import { MemoryTroubleStore } from '#test/memory-trouble-store';

const trouble = { kind: 'provider_error', dimension: 'stripe', example: 'pay_1' } as const;

function setUp() {
  const troubles = new MemoryTroubleStore();
  const faults: unknown[] = [];
  let time = new Date('2026-11-21T10:07:00.000Z');
  const note = troubleNoter({ troubles, now: () => time, onFault: (error) => faults.push(error) });
  const at = (iso: string) => {
    time = new Date(iso);
  };
  const counts = () => [...troubles.rows.values()].map(({ slot, count }) => ({ slot, count }));
  return { troubles, faults, note, at, counts };
}

test('a failure counts in the five minutes in which it happened', async () => {
  const { note, counts } = setUp();
  await note(trouble);
  await note({ ...trouble, dimension: 'paypal' });
  expect(counts()).toEqual([
    { slot: '2026-11-21T10:05:00.000Z', count: 1 },
    { slot: '2026-11-21T10:05:00.000Z', count: 1 },
  ]);
  expect(slotOf(new Date('2026-11-21T10:10:00.000Z')).toISOString()).toBe(
    '2026-11-21T10:10:00.000Z',
  );
});

test('a table that does not answer fails nobody’s payment: only the log is told', async () => {
  const { troubles, faults, note } = setUp();
  const outage = new Error('throttled');
  troubles.add = () => Promise.reject(outage);
  await expect(note(trouble)).resolves.toBeUndefined();
  expect(faults).toEqual([outage]);
});

test('a flood of forged requests costs fifty writes in five minutes, then again', async () => {
  const { note, at, counts } = setUp();
  for (let index = 0; index < 200; index++) await note(trouble);
  expect(counts()).toEqual([{ slot: '2026-11-21T10:05:00.000Z', count: 50 }]);
  at('2026-11-21T10:10:00.000Z');
  await note(trouble);
  expect(counts()).toContainEqual({ slot: '2026-11-21T10:10:00.000Z', count: 1 });
});

test('one provider’s flood hides no other trouble', async () => {
  const { note, counts } = setUp();
  for (let index = 0; index < 200; index++) await note(trouble);
  await note({ ...trouble, dimension: 'paypal' });
  expect(counts().map(({ count }) => count)).toEqual([50, 1]);
});
