import { type CloseAllDeps, closeMonths } from '#domain/billing-periods/close-months';
import type { RawReader } from '#domain/billing-periods/recount-events';
import { dayAt } from '#domain/calendar/day';
import type { Customer } from '#domain/customers/customer';
import { countEvents } from '#domain/usage/count-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { aCustomer, aSubscription, somePlans } from '#test/customers';
import { MemoryCounterBooks, MemoryPeriodStore } from '#test/memory-period-store';
import { MemoryUsageStore } from '#test/memory-usage-store';
import { aRawEvent } from '#test/usage-events';

/** Raw events in objects, filed by their day of receipt. */
export class MemoryRaw implements RawReader {
  readonly objects: { day: string; events: RawEvent[] }[] = [];

  put(events: readonly RawEvent[]): void {
    for (const [day, group] of Map.groupBy(events, ({ receivedAt }) => receivedAt.slice(0, 10)))
      this.objects.push({ day, events: [...group] });
  }

  async *read({ first, last }: { first: string; last: string }) {
    for (const { day, events } of this.objects)
      if (day >= first && day <= last) yield structuredClone(events);
  }
}

/** On Pro since October, of Abidjan, paying in euros: 10 GB of each meter, then 0.10 € a GB. */
export const aProCustomer = (changes: Partial<Customer> = {}): Customer =>
  aCustomer({
    planId: 'pay_as_you_go',
    createdAt: '2026-10-02T09:00:00.000Z',
    subscription: aSubscription({ startedAt: '2026-10-02T09:00:00.000Z', currency: 'EUR' }),
    ...changes,
  });

const hourMs = 3_600_000;

export function setup(
  customers: Customer[] = [aProCustomer()],
  changes: Partial<CloseAllDeps> = {},
) {
  const usage = new MemoryUsageStore();
  const periods = new MemoryPeriodStore();
  const raw = new MemoryRaw();
  const archived = new Map<string, string>();
  const deps: CloseAllDeps = {
    customers: { list: async () => ({ customers, nextCursor: null }) },
    projects: {
      find: async (id) => ({
        customerId: customers[0]!.id,
        timeZone: customers[0]!.timeZone,
        archivedAt: archived.get(id),
      }),
    },
    periods,
    books: new MemoryCounterBooks(usage.counters),
    raw,
    plans: somePlans,
    graceMs: 24 * hourMs,
    identitiesMax: 100_000,
    ...changes,
  };
  let made = 0;
  /** Received a minute after it happened, unless it says otherwise. */
  const anEvent = (event: Partial<RawEvent> & { time: string }): RawEvent => {
    const customer = customers.find(({ id }) => id === event.customerId) ?? customers[0]!;
    const receivedAt = new Date(Date.parse(event.time) + 60_000).toISOString();
    return aRawEvent({
      id: `event-${++made}`,
      projectId: 'prj_1',
      customerId: customer.id,
      day: dayAt(Date.parse(event.time), customer.timeZone),
      receivedAt,
      ...event,
    });
  };
  /** Kept, then counted, as events are. */
  const take = async (...events: RawEvent[]) => {
    raw.put(events);
    await countEvents({ usage, pause: async () => {} }, events);
  };
  const closeAt = (at: string) => closeMonths(deps, { now: new Date(at), requestId: 'run' });
  const period = (month: string, customer = customers[0]!) =>
    periods.periods.get(`${customer.id} ${month}`);
  const linesOf = (month: string) => period(month)?.lines ?? [];
  return { deps, usage, periods, raw, archived, anEvent, take, closeAt, period, linesOf };
}

export const gb = 1_000_000_000;
