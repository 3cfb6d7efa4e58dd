import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Method, ProviderName } from '../payments/payment.ts';

/** A provider, or one method of it, that an admin has set. */
export type Switch = {
  provider: ProviderName;
  /** All of the provider's methods when absent. */
  method?: Method;
  enabled: boolean;
  reason: string;
  /** Who set it, as the audit trail names them. */
  changedBy: string;
  /** ISO 8601 UTC. */
  changedAt: string;
};

/** All that were ever set; what was never set is on. */
export type Switches = { switches: Switch[]; version: number };

export const noSwitches: Switches = { switches: [], version: 0 };

export type SwitchStore = {
  load(): Promise<Switches>;
  /** Writes them with the entry that tells of it, unless somebody else wrote them meanwhile. */
  save(switches: Switches, audit: AuditEntry): Promise<'saved' | 'stale'>;
};

/** Whether new payments may not be opened. Running ones go on whatever is switched. */
export const isSwitchedOff = (
  { switches }: Switches,
  provider: ProviderName,
  method: Method,
): boolean =>
  switches.some(
    (one) =>
      !one.enabled &&
      one.provider === provider &&
      (one.method === undefined || one.method === method),
  );

export const isSameSwitch = (
  a: Pick<Switch, 'provider' | 'method'>,
  b: Pick<Switch, 'provider' | 'method'>,
): boolean => a.provider === b.provider && a.method === b.method;
