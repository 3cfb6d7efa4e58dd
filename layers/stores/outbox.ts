import type { DomainEvent } from '#vocabulary/events';
import { keys, ttlAfterDays } from './keys.ts';
import { type Item, keyIsFree, type Write } from './table.ts';

/** A day longer than the dead letters of the relay, which are made good from here. */
const keptDays = 15;

/**
 * An item that is new and carries an event is what the relay is woken by. Where a change writes a
 * new item anyway, that one carries it; elsewhere the event has an item of its own.
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
