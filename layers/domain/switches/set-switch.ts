import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { isSameSwitch, type Switch, type SwitchStore } from './switches.ts';

export type SwitchRequest = Pick<Switch, 'provider' | 'method' | 'enabled' | 'reason'>;

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the switches' };

/** Switches a provider, or one of its methods, on or off, and records who did it and why. */
export async function setSwitch(
  { switches: store, pause }: { switches: SwitchStore; pause: Pause },
  request: SwitchRequest,
  context: AuditContext,
): Promise<Switch> {
  return untilSaved({ ...race, pause }, async () => {
    const { switches, version } = await store.load();
    const before = switches.find((candidate) => isSameSwitch(candidate, request));
    const audit = auditEntry(context, {
      action: 'switch.set',
      subject: [request.provider, request.method].filter(Boolean).join('/'),
      before: { enabled: before?.enabled ?? true },
      after: { enabled: request.enabled },
      reason: request.reason,
    });
    const set: Switch = { ...request, changedBy: audit.actor, changedAt: audit.at };
    const others = switches.filter((candidate) => !isSameSwitch(candidate, request));
    const outcome = await store.save({ switches: [...others, set], version: version + 1 }, audit);
    return outcome === 'saved' ? set : overtaken;
  });
}
