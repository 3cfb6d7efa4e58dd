import type { DomainEvent } from '#vocabulary/events';
import type { Month } from '../calendar/month.ts';
import type { Counter } from '../usage/counter.ts';
import type { Period } from './period.ts';

export type PeriodStore = {
  find(customerId: string, month: string): Promise<Period | undefined>;
  /** Stores the period with its event in one write; `taken` when the month is already closed. */
  close(period: Period, event: DomainEvent): Promise<'closed' | 'taken'>;
  /** Writes an event, once for each id. */
  tell(event: DomainEvent): Promise<void>;
};

export type CounterBooks = {
  /** Every counter of a customer's month, as last written. */
  readMonth(customerId: string, month: Month): Promise<Counter[]>;
  /** Sets a counter to the recounted value; `moved` when it changed since it was read. */
  set(before: Counter | undefined, after: Counter): Promise<'set' | 'moved'>;
};
