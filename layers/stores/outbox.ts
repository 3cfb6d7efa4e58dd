import type { DomainEvent } from '#domain/events';
import { keys, ttlAfterDays } from './keys.ts';
import { type Item, keyIsFree, type Write } from './table.ts';

/** The stream keeps a record for a day; a week leaves time to look at what happened. */
const keptDays = 7;

export const eventWrite = (event: DomainEvent): Write => ({
  put: {
    key: keys.event(event.id),
    item: { ...event, ttl: ttlAfterDays(event.occurredAt, keptDays) },
    condition: keyIsFree,
  },
});

export const eventOf = ({ id, type, occurredAt, requestId, data }: Item): DomainEvent =>
  ({ id, type, occurredAt, requestId, data }) as DomainEvent;
