import { type CountedSlot, emptySlot } from '#domain/monitoring/counted-slot';
import { noCounts } from '#domain/monitoring/counters';
import { watchedBy } from '#domain/monitoring/read-watched';
import { noSwitches } from '#domain/switches/switches';
import { MemoryCounterStore } from '#test/memory-counter-store';
import { MemoryTroubleStore } from '#test/memory-trouble-store';
import { evaluatedAt as now } from '#test/watched';

const slotWith = (at: string, completed: number): CountedSlot => ({
  ...emptySlot(at),
  series: { 'stripe#card#EUR': { ...noCounts, completed } },
});

function setUp() {
  const counters = new MemoryCounterStore(() => now);
  const troubles = new MemoryTroubleStore();
  const asked: string[] = [];
  const noting = <Name extends 'slots' | 'hours'>(name: Name) =>
    ((from: Date, to: Date) => {
      asked.push(`${name} ${(to.getTime() - from.getTime()) / 3_600_000} h`);
      return counters[name](from, to);
    }) as MemoryCounterStore[Name];
  const watch = watchedBy({
    counters: { slots: noting('slots'), hours: noting('hours') },
    troubles,
    switches: { load: async () => noSwitches },
    thresholds: { silentMinutes: 30 },
    timeZone: 'Europe/Paris',
    businessHours: { days: [1, 2, 3, 4, 5, 6], from: '08:00', to: '20:00' },
    sites: ['https://shop.example'],
  });
  return { counters, troubles, asked, watch };
}

test('while the shop sells, six hours are read, and no four weeks', async () => {
  const { counters, troubles, asked, watch } = setUp();
  counters.stored.set('1', slotWith('2026-11-28T09:45:00.000Z', 3));
  await troubles.add(
    { kind: 'pdf_failed', dimension: 'all' },
    new Date('2026-11-28T05:00:00.000Z'),
  );
  const watched = await watch(now);
  expect(asked).toEqual(['slots 6 h']);
  expect(watched).toMatchObject({ slots: [{ at: '2026-11-28T09:45:00.000Z' }], hours: [] });
  expect(watched.troubles).toHaveLength(1);
});

test('when nobody has paid for half an hour, the rhythm of four weeks is read, too', async () => {
  const { counters, asked, watch } = setUp();
  counters.stored.set('1', slotWith('2026-11-28T09:20:00.000Z', 3));
  counters.storedHours.set('1', {
    ...slotWith('2026-11-21T09:00:00.000Z', 3),
    at: '2026-11-21T09:00:00.000Z',
  });
  const watched = await watch(now);
  expect(asked).toEqual(['slots 6 h', 'hours 696 h']);
  expect(watched.hours.map(({ at }) => at)).toContain('2026-11-21T09:00:00.000Z');
});

test('at night nobody asks for the rhythm', async () => {
  const { asked, watch } = setUp();
  await watch(new Date('2026-11-28T02:00:00.000Z'));
  expect(asked).toEqual(['slots 6 h']);
});
