import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Method, ProviderName } from '../payments/payment.ts';

/** A provider, or one of its methods, that an admin has switched. */
export type Switch = {
  provider: ProviderName;
  /** All of the provider's methods when absent. */
  method?: Method;
  enabled: boolean;
  reason: string;
  /** Who set it, as named in the audit trail. */
  changedBy: string;
  /** ISO 8601 UTC. */
  changedAt: string;
};

/** All switches ever set; everything else is on. */
export type Switches = { switches: Switch[]; version: number };

export const noSwitches: Switches = { switches: [], version: 0 };

export type SwitchStore = {
  load(): Promise<Switches>;
  /** Writes them with the audit entry, unless they were written meanwhile. */
  save(switches: Switches, audit: AuditEntry): Promise<'saved' | 'stale'>;
};

/** Whether new payments are stopped. Running ones continue in any case. */
export const isSwitchedOff = (
  { switches }: Switches,
  provider: ProviderName,
  method: Method,
): boolean =>
  switches.some(
    (candidate) =>
      !candidate.enabled &&
      candidate.provider === provider &&
      (candidate.method === undefined || candidate.method === method),
  );

export const isSameSwitch = (
  a: Pick<Switch, 'provider' | 'method'>,
  b: Pick<Switch, 'provider' | 'method'>,
): boolean => a.provider === b.provider && a.method === b.method;
