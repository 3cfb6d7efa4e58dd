import type { ScheduleName } from '../lib/schedules.ts';
import type { Command } from './command.ts';

const reconciling: readonly ScheduleName[] = ['reconcile-payments', 'find-missed-notifications'];

/** Runs the scheduled reconciliation of payments now. */
export const reconcile: Command = {
  summary: 'ask providers now about payments, and for notifications that never arrived',
  usage: `npm run ops -- reconcile
  Runs the schedules ${reconciling.join(' and ')} as if they were due.`,
  flags: {},
  positionalsMax: 0,
  async run({ target, now, say }) {
    const dueAt = now();
    const failures: string[] = [];
    for (const name of reconciling)
      try {
        await target.runSchedule(name, dueAt);
        say(`${name}: done`);
      } catch (error) {
        failures.push(name);
        say(`${name}: FAILED: ${(error as Error).message}`);
      }
    return failures.length === 0 ? 0 : 1;
  },
};
