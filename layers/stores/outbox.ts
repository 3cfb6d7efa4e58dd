import type { DomainEvent } from '#vocabulary/events';
import { anyText, instant, mapOf, mapWith, text } from './fields.ts';
import { keys, ttlAfterDays } from './keys.ts';
import { CorruptRowError } from './stored.ts';
import { type Item, keyIsFree, type Write } from './table.ts';

/** A day longer than the relay's dead letters, which are repaired from here. */
export const eventsKeptDays = 15;

/**
 * A new item with an event starts the relay. If a change writes a new item anyway, that item
 * carries the event; otherwise the event gets its own item.
 */
export const carrying = (event: DomainEvent | undefined): Item => (event ? { event } : {});

export const eventWrite = (event: DomainEvent): Write => ({
  put: {
    key: keys.event(event.id),
    item: { ...carrying(event), ttl: ttlAfterDays(event.occurredAt, eventsKeptDays) },
    condition: keyIsFree,
  },
});

/** An event of this release or another one, whose types may be others. */
type AnyEvent = Omit<DomainEvent, 'type' | 'data'> & { type: string; data: Record<string, string> };

const isEvent = /* @__PURE__ */ mapWith<AnyEvent>({
  id: text,
  type: text,
  occurredAt: instant,
  requestId: text,
  data: /* @__PURE__ */ mapOf(anyText),
});

/**
 * The event that a new item carries. An event that lost its type would reach nobody, in silence.
 *
 * @throws CorruptRowError for an invalid one.
 */
export function eventOf(item: Item): DomainEvent {
  const { event } = item;
  if (!isEvent(event)) throw new CorruptRowError(item, ['event']);
  return event as AnyEvent as DomainEvent;
}
