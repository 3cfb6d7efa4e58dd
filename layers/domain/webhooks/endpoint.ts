import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';

/** What an endpoint's bodies may contain besides the public view: the customer's name and address. */
type IncludedPart = 'customer';

type DisabledReason = 'failing' | 'gone' | 'admin';

/** Attempts that failed since the last success. Absent while the endpoint is well. */
export type Failing = {
  /** Of the first of them, ISO 8601 UTC. */
  since: string;
  attempts: number;
  /** Ids of up to two different events: a single event never disables an endpoint. */
  events: string[];
  /** Hours of failure that the admins were warned of. */
  warnedHours?: 24 | 72;
  /** The breaker is open: only the oldest waiting delivery is tried, and the others wait. */
  isBroken?: boolean;
  /** Tries of that kind that failed, one after the other. */
  probes?: number;
};

/** An address of the shop's own systems that is told of events, as Standard Webhooks describes. */
export type WebhookEndpoint = {
  /** `we_…` */
  id: string;
  /** https, a public name, no user-info. */
  url: string;
  description?: string;
  /** Each is `*`, the beginning of types (`payment.*`), or a type. */
  types: string[];
  include?: IncludedPart[];
  state: 'enabled' | 'disabled';
  disabled?: { at: string; reason: DisabledReason };
  /** Waiting deliveries from before are skipped: it was enabled without what it had missed. */
  skipsBefore?: string;
  /** From 1; the secret is derived from it, and stored nowhere. */
  secretVersion: number;
  /** Until then bodies are signed with the secret of the version before, too. */
  previousSecretUntil?: string;
  failing?: Failing;
  /** When waiting deliveries are looked at next: for a probe, or to send them in groups. */
  turnAt?: string;
  createdAt: string;
  createdBy: string;
  /** Grows with each write. */
  version: number;
};

/** What every fan-out needs to know, in one small row: who listens to which types. */
export type Directory = {
  listening: Record<string, Pick<WebhookEndpoint, 'types'>>;
  /** Grows with each write; 0 before the first. */
  version: number;
};

export const emptyDirectory: Directory = { listening: {}, version: 0 };

/** The directory after an endpoint was created or has other types. */
export const withEndpoint = (
  { listening, version }: Directory,
  { id, types }: Pick<WebhookEndpoint, 'id' | 'types'>,
): Directory => ({ listening: { ...listening, [id]: { types } }, version: version + 1 });

/** The directory after an endpoint was removed. */
export function withoutEndpoint({ listening, version }: Directory, id: string): Directory {
  const { [id]: _, ...others } = listening;
  return { listening: others, version: version + 1 };
}

/** @returns the ids of the endpoints that listen to this type, enabled or not. */
export const listenersTo = ({ listening }: Directory, type: string): string[] =>
  Object.entries(listening).flatMap(([id, { types }]) => (wants(types, type) ? id : []));

const wants = (patterns: readonly string[], type: string): boolean =>
  patterns.some((pattern) =>
    pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type,
  );

export type EndpointOutcome = 'saved' | 'stale';

/**
 * Endpoints are few: they are found by the directory, and need no index. Every write is refused as
 * `stale` when the endpoint, or the directory that comes with it, was written meanwhile.
 */
export type WebhookEndpointStore = {
  /** Perhaps a moment old. */
  directory(): Promise<Directory>;
  find(id: string): Promise<WebhookEndpoint | undefined>;
  /** Those that exist, in any order; perhaps a moment old. */
  glanceAt(ids: readonly string[]): Promise<WebhookEndpoint[]>;
  create(
    endpoint: WebhookEndpoint,
    write: { directory: Directory; audit: AuditEntry },
  ): Promise<EndpointOutcome>;
  /** The directory comes with other types; the event tells what has become of the endpoint. */
  save(
    endpoint: WebhookEndpoint,
    write?: { directory?: Directory; audit?: AuditEntry; event?: DomainEvent },
  ): Promise<EndpointOutcome>;
  remove(
    endpoint: WebhookEndpoint,
    write: { directory: Directory; audit: AuditEntry },
  ): Promise<EndpointOutcome>;
  /** Ids of endpoints whose waiting deliveries have their turn, the longest overdue first. */
  turnsBy(now: Date, limit: number): Promise<string[]>;
};
