import fc from 'fast-check';
import { gigabyte, type Traffic, trafficOfMonth } from '../../../local/demo/demo-traffic.ts';

const sumOf = (bytes: number, now: Date) =>
  trafficOfMonth(bytes, now).reduce((sum, { data }) => sum + data.bytes, 0);

test('on every day of a year the demo reports its traffic exactly [C12]', () => {
  for (let day = 0; day < 366; day++) {
    const now = new Date(Date.UTC(2026, 0, 1 + day, 7, 30));
    const bytes = [2.6, 1.5, 0.7, 1.2][day % 4]! * gigabyte;
    expect(sumOf(bytes, now)).toBe(bytes);
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
      const month = now.toISOString().slice(0, 7);
      const isWrong = ({ time }: Traffic) =>
        time.slice(0, 7) !== month || Date.parse(time) > now.getTime();
      expect(trafficOfMonth(bytes, now).filter(isWrong)).toEqual([]);
    }),
  );
});
