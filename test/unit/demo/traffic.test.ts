import fc from 'fast-check';
import { gigabyte, trafficOfMonth } from '../../../local/demo/demo-traffic.ts';

const sumOf = (bytes: number, now: Date) =>
  trafficOfMonth(bytes, now).reduce((sum, { data }) => sum + data.bytes, 0);

test('on every day of a year the demo reports its traffic exactly [C12]', () => {
  for (let day = 0; day < 366; day++) {
    const now = new Date(Date.UTC(2026, 0, 1 + day, 7, 30));
    for (const gigabytes of [2.6, 1.5, 0.7, 1.2])
      expect(sumOf(gigabytes * gigabyte, now)).toBe(gigabytes * gigabyte);
  }
});

test('at any moment, the traffic is in this month and not in the future', () => {
  const moments = fc.date({
    min: new Date('2026-01-01T00:00:00.000Z'),
    max: new Date('2030-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 10 * gigabyte }), (now, bytes) => {
      expect(sumOf(bytes, now)).toBe(bytes);
      for (const { time } of trafficOfMonth(bytes, now)) {
        expect(time.slice(0, 7)).toBe(now.toISOString().slice(0, 7));
        expect(Date.parse(time)).toBeLessThanOrEqual(now.getTime());
      }
    }),
  );
});
