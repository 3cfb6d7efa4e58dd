/** What is counted: bytes that flowed, added up; bytes that lie there, of which the newest counts. */
export type Meter = 'traffic' | 'storage';

/** CloudEvents types, by what they count for. */
export const meterOfType: ReadonlyMap<string, Meter> = new Map([
  ['traffic.transferred', 'traffic'],
  ['storage.measured', 'storage'],
]);

/** One fact reported by a client, well formed, and not yet compared with anything we know. */
export type UsageEvent = {
  /** With `source`, the event's identity. */
  id: string;
  source: string;
  projectId: string;
  meter: Meter;
  bytes: number;
  /** ISO 8601 UTC to the millisecond; absent when the client sent none. */
  time?: string;
};

/**
 * Bytes of one event at most: 100 TB. Ninety such events of one project and day still add up
 * exactly (2^53 is 9 007 TB).
 */
export const bytesMax = 100e12;

/** Why an event is not counted. Public, and never changed: clients branch on it. */
export type RejectionCode =
  | 'invalid_event'
  | 'id_invalid'
  | 'source_invalid'
  | 'unknown_type'
  | 'project_not_found'
  | 'project_archived'
  | 'bytes_invalid'
  | 'time_invalid'
  | 'time_too_old'
  | 'time_in_future';

/** An event as it was read: to be judged, or rejected already. */
export type ReportedEvent = UsageEvent | { id: string | null; code: RejectionCode };

/** What became of an event. `conflict`: its identity is known with other content, which stays. */
export type Verdict =
  | { id: string; status: 'accepted' | 'duplicate' | 'conflict' }
  | { id: string | null; status: 'rejected'; code: RejectionCode };
