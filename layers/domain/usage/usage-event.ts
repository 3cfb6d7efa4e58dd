/** What is counted: transferred bytes, added up; stored bytes, of which the newest value counts. */
export type Meter = 'traffic' | 'storage';

/** CloudEvents types with the meter that they count for. */
export const meterOfType: ReadonlyMap<string, Meter> = new Map([
  ['traffic.transferred', 'traffic'],
  ['storage.measured', 'storage'],
]);

/** A well-formed event from a client, not yet compared with anything known. */
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
 * Maximum bytes of one event: 100 TB. Ninety such events of one project and day still add up
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

/** A parsed event: to be judged, or already rejected. */
export type ReportedEvent = UsageEvent | { id: string | null; code: RejectionCode };

/** The result for an event. `conflict`: its identity is known with other content, which stays. */
export type Verdict =
  | { id: string; status: 'accepted' | 'duplicate' | 'conflict' }
  | { id: string | null; status: 'rejected'; code: RejectionCode };
