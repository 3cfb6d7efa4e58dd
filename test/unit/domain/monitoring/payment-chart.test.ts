import { type Hour, noCounts, sumOf } from '#domain/monitoring/counters';
import { type ChartQuery, chartPayments } from '#domain/monitoring/payment-chart';

/** One payment completed in every hour that is asked for. */
const counters = {
  asked: [] as [Date, Date][],
  async hours(from: Date, to: Date): Promise<Hour[]> {
    this.asked.push([from, to]);
    const hours: Hour[] = [];
    for (let at = from.getTime(); at < to.getTime(); at += 3_600_000)
      hours.push({
        ...sumOf([]),
        at: new Date(at).toISOString(),
        series: { 'stripe#card#EUR': { ...noCounts, completed: 1 } },
      });
    return hours;
  },
};

const charted = (changes: Partial<ChartQuery>) =>
  chartPayments(counters, {
    from: new Date('2026-11-28T00:30:00Z'),
    to: new Date('2026-11-28T02:30:00Z'),
    bucket: 'hour',
    timeZone: 'Europe/Paris',
    ...changes,
  });

const completed = (part: { series: { counts: { completed: number } }[] }) =>
  part.series[0]?.counts.completed;

test('by hour, the first and the last are whole ones, without gaps', async () => {
  const { from, to, parts, total } = await charted({});
  expect([from, to]).toEqual(['2026-11-28T00:00:00.000Z', '2026-11-28T03:00:00.000Z']);
  expect(parts.map((part) => [part.from.slice(11, 13), completed(part)])).toEqual([
    ['00', 1],
    ['01', 1],
    ['02', 1],
  ]);
  expect(completed(total)).toBe(3);
});

test.each([
  ['in spring a day in Paris has 23 hours', '2026-03-29', 23],
  ['in autumn it has 25', '2026-10-25', 25],
  ['usually 24', '2026-11-28', 24],
])('%s', async (_, day, hours) => {
  const noon = new Date(`${day}T12:00:00Z`);
  const { parts } = await charted({ from: noon, to: new Date(Number(noon) + 1), bucket: 'day' });
  expect(parts.map(completed)).toEqual([hours]);
});

test('days begin at midnight of the zone, and clock changes neither lose nor repeat an hour', async () => {
  const { parts, total } = await charted({
    from: new Date('2026-10-01T00:00:00Z'),
    to: new Date('2026-11-01T00:00:00Z'),
    bucket: 'day',
  });
  expect(parts[0]?.from).toBe('2026-09-30T22:00:00.000Z');
  expect(parts.at(-1)?.to).toBe('2026-11-01T23:00:00.000Z');
  for (const [index, { to }] of parts.slice(0, -1).entries())
    expect(parts[index + 1]?.from).toBe(to);
  const sum = parts.reduce((all, part) => all + completed(part)!, 0);
  expect(completed(total)).toBe(sum);
});

test('in Dakar a day is one of UTC', async () => {
  const { from, to } = await charted({ bucket: 'day', timeZone: 'Africa/Dakar' });
  expect([from, to]).toEqual(['2026-11-28T00:00:00.000Z', '2026-11-29T00:00:00.000Z']);
});

test('where a zone is half an hour off, each hour is in one day', async () => {
  const { parts, total } = await charted({
    from: new Date('2026-11-01T00:00:00Z'),
    to: new Date('2026-11-05T00:00:00Z'),
    bucket: 'day',
    timeZone: 'Asia/Kolkata',
  });
  expect(parts[0]?.from).toBe('2026-10-31T18:30:00.000Z');
  expect(parts.reduce((all, part) => all + completed(part)!, 0)).toBe(completed(total));
});

test('a month is one read', async () => {
  counters.asked = [];
  await charted({ from: new Date('2026-11-01Z'), to: new Date('2026-12-01Z'), bucket: 'day' });
  expect(counters.asked).toHaveLength(1);
});

test.each([
  ['a time that is turned round', { from: new Date('2026-11-29T00:00:00Z') }],
  ['no time at all', { to: new Date('2026-11-28T00:30:00Z') }],
  ['more hours than a month has', { from: new Date('2026-10-01Z') }],
  ['more days than a year has', { from: new Date('2025-11-01Z'), bucket: 'day' as const }],
  ['a thousand years', { from: new Date('2000-01-01Z'), to: new Date('2999-12-31Z') }],
])('%s is refused', async (_, changes) => {
  await expect(charted(changes)).rejects.toMatchObject({ code: 'invalid_request' });
});
