import { type Counter, counterId } from '#domain/usage/counter';
import { MemoryCounterBooks, MemoryPeriodStore } from '#test/memory-period-store';
import { describeCounterBooks } from '../../../contracts/counter-books.ts';
import { describePeriodStore } from '../../../contracts/period-store.ts';

describePeriodStore('the store in memory', async () => {
  const periods = new MemoryPeriodStore();
  return { periods, findEvent: async (id) => periods.events.get(id) };
});

describeCounterBooks('the store in memory', async () => {
  const counters = new Map<string, Counter>();
  return {
    books: new MemoryCounterBooks(counters),
    put: async (counter) => {
      counters.set(counterId(counter), counter);
    },
  };
});
