import type { DomainEvent } from '#vocabulary/events';
import { keys, ttlAfterDays } from './keys.ts';
import { type Item, keyIsFree, type Write } from './table.ts';

/** A day longer than the relay's dead letters, which are repaired from here. */
const keptDays = 15;

/**
 * A new item with an event starts the relay. If a change writes a new item anyway, that item
 * carries the event; otherwise the event gets its own item.
 */
export const carrying = (event: DomainEvent | undefined): Item => (event ? { event } : {});

export const eventWrite = (event: DomainEvent): Write => ({
  put: {
    key: keys.event(event.id),
    item: { ...carrying(event), ttl: ttlAfterDays(event.occurredAt, keptDays) },
    condition: keyIsFree,
  },
});

/** The event that a new item carries. */
export const eventOf = ({ event }: Item): DomainEvent => event as DomainEvent;
