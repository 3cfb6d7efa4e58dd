import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Alert, AlertFact, AlertKey, AlertWatch } from './alert.ts';

/** Planned work on the shop: no rule opens or rings an alert meanwhile. */
export type Maintenance = {
  /** ISO 8601 UTC. */
  from: string;
  until: string;
  reason: string;
  /** As in the audit trail. */
  plannedBy: string;
};

export type AlertStore = {
  /** The watches that are pending, open or acknowledged; may miss what was written just now. */
  listActive(): Promise<AlertWatch[]>;
  find(key: AlertKey): Promise<AlertWatch | undefined>;
  /** The watch whose alert, now or once, has this id; may miss one that opened just now. */
  findById(alertId: string): Promise<AlertWatch | undefined>;
  /** An episode, also when another one has followed. */
  findAlert(key: AlertKey, alertId: string): Promise<Alert | undefined>;
  /**
   * Writes the watch, its alert into the log, the event and the audit entry together, unless
   * somebody else has written the watch meanwhile.
   */
  save(change: AlertWrite): Promise<'saved' | 'stale'>;
  /** The log, newest first; kept for 13 months. */
  list(page: { limit: number; cursor?: string; state?: Alert['state'] }): Promise<{
    alerts: Alert[];
    nextCursor: string | null;
  }>;
  /**
   * Whether this run judges the slot. The same run may claim it again, as when Lambda repeats one
   * that failed.
   *
   * @param slot its end, ISO 8601 UTC.
   */
  claimSlot(slot: string, runId: string): Promise<boolean>;
  maintenance(): Promise<Maintenance | undefined>;
  planMaintenance(planned: Maintenance, audit: AuditEntry): Promise<void>;
};

export type AlertWrite = { watch: AlertWatch; event?: AlertFact; audit?: AuditEntry };
