import { utcDay } from '#domain/calendar/day';
import type { RawEvent } from '#domain/usage/raw-event';
import type { UsageEvent } from '#domain/usage/usage-event';

export const aProjectId = 'prj_01M7Y4MMKF07A7G7VF8YACZ7E9';
export const aMeteredCustomerId = 'cus_01M7Y4MMKF07A7G7VF8YACZ7E9';

/** As it was read from a request; name what the test cares about. */
export const aUsageEvent = (changes: Partial<UsageEvent> = {}): UsageEvent => ({
  id: 'request-1',
  source: '/servers/1',
  projectId: aProjectId,
  meter: 'traffic',
  bytes: 1_000,
  time: '2026-11-21T09:59:00.000Z',
  ...changes,
});

/** As it was accepted. The day follows the time, in UTC. */
export function aRawEvent(changes: Partial<RawEvent> = {}): RawEvent {
  const time = changes.time ?? '2026-11-21T09:59:00.000Z';
  return {
    id: 'request-1',
    source: '/servers/1',
    projectId: aProjectId,
    customerId: aMeteredCustomerId,
    meter: 'traffic',
    bytes: 1_000,
    time,
    day: utcDay(Date.parse(time)),
    receivedAt: '2026-11-21T10:00:00.000Z',
    ...changes,
  };
}
