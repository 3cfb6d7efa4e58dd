import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { isSameSwitch, type Switch, type SwitchStore } from './switches.ts';

export type SwitchRequest = Pick<Switch, 'provider' | 'method' | 'enabled' | 'reason'>;

/** Each lost race means that somebody else got through. */
const attemptsMax = 10;

/** Switches a provider, or one of its methods, on or off, and notes who did it and why. */
export async function setSwitch(
  store: SwitchStore,
  request: SwitchRequest,
  context: AuditContext,
): Promise<Switch> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const { switches, version } = await store.load();
    const before = switches.find((one) => isSameSwitch(one, request));
    const audit = auditEntry(context, {
      action: 'switch.set',
      subject: [request.provider, request.method].filter(Boolean).join('/'),
      before: { enabled: before?.enabled ?? true },
      after: { enabled: request.enabled },
      reason: request.reason,
    });
    const set: Switch = { ...request, changedBy: audit.actor, changedAt: audit.at };
    const others = switches.filter((one) => !isSameSwitch(one, request));
    const outcome = await store.save({ switches: [...others, set], version: version + 1 }, audit);
    if (outcome === 'saved') return set;
  }
  throw new Error('the switches are being written by too many at once');
}
