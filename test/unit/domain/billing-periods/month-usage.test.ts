import fc from 'fast-check';
import { byteMilliseconds, usageOfMonth } from '#domain/billing-periods/month-usage';
import type { Month } from '#domain/calendar/month';
import type { Sample } from '#domain/usage/counter';

const hourMs = 3_600_000;

function storageOf(
  samples: Sample[],
  {
    month = '2026-11' as Month,
    timeZone = 'Africa/Abidjan',
    carried = {},
    archivedAt = new Map<string, number>(),
  } = {},
) {
  const recount = { counters: new Map(), samples: new Map([['prj_1', samples]]) };
  return usageOfMonth(month, { recount, carried, timeZone, archivedAt });
}

const at = (measuredAt: string, bytes: number): Sample => ({
  measuredAt: `${measuredAt}:00.000Z`,
  bytes,
});

test('a sample is valid until the next one, the last one until the end of the month', () => {
  const { projects } = storageOf([at('2026-11-01T06:00', 10), at('2026-11-29T00:00', 4)]);
  const [project] = projects;
  expect(project!.amount).toBe(BigInt(10 * (28 * 24 - 6) * hourMs + 4 * 48 * hourMs));
  expect(project!.days['2026-11-01']).toBe(BigInt(10 * 18 * hourMs));
  expect(project!.days['2026-11-30']).toBe(BigInt(4 * 24 * hourMs));
});

test('the last sample before the month is carried into it, however old it is', () => {
  const carried = { prj_1: at('2026-08-05T00:00', 3) };
  const { projects, gauges } = storageOf([at('2026-11-16T00:00', 5)], { carried });
  expect(projects[0]!.amount).toBe(BigInt((3 + 5) * 15 * 24 * hourMs));
  expect(gauges).toEqual({ prj_1: at('2026-11-16T00:00', 5) });
  expect(storageOf([], { carried }).gauges).toEqual(carried);
});

test('before the first sample a project stores nothing, and nothing after it is archived', () => {
  const archivedAt = new Map([['prj_1', Date.parse('2026-11-21T00:00:00Z')]]);
  const { projects, gauges } = storageOf([at('2026-11-11T00:00', 7)], { archivedAt });
  expect(projects[0]!.amount).toBe(BigInt(7 * 10 * 24 * hourMs));
  expect(gauges).toEqual({});
});

test('a sample at the very end of the month belongs to the next one', () => {
  const boundary = { measuredAt: '2026-11-30T23:00:00.000Z', bytes: 9 };
  const { projects, gauges } = storageOf([boundary], { timeZone: 'Europe/Paris' });
  expect(projects[0]!.amount).toBe(0n);
  expect(gauges).toEqual({});
});

test('29 February counts in leap years', () => {
  const all = storageOf([at('2028-01-31T00:00', 2)], { month: '2028-02' });
  expect(all.projects[0]!.amount).toBe(BigInt(2 * 29 * 24 * hourMs));
});

test('bytes beyond the range of a double are weighted exactly', () => {
  const held = [{ at: 1, bytes: 99_999_999_999_999 }];
  expect(byteMilliseconds(held, { from: 0, to: 2_678_400_000 })).toBe(
    99_999_999_999_999n * 2_678_399_999n,
  );
});

test('however a period is divided, the parts add up to it', () => {
  const step = fc.record({ at: fc.nat(10_000), bytes: fc.nat(100_000_000_000_000) });
  fc.assert(
    fc.property(fc.array(step), fc.nat(10_000), fc.nat(10_000), (unsorted, cut, end) => {
      const held = unsorted.toSorted((a, b) => a.at - b.at);
      const [middle, to] = [Math.min(cut, end), Math.max(cut, end)];
      const whole = byteMilliseconds(held, { from: 0, to });
      const parts =
        byteMilliseconds(held, { from: 0, to: middle }) +
        byteMilliseconds(held, { from: middle, to });
      expect(parts).toBe(whole);
      let slow = 0n;
      let bytes = 0;
      for (const [index, one] of held.entries()) {
        bytes = one.bytes;
        const next = held[index + 1]?.at ?? to;
        if (one.at < to) slow += BigInt(bytes) * BigInt(Math.min(next, to) - one.at);
      }
      expect(whole).toBe(slow);
    }),
  );
});
