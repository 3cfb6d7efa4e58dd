import { bans } from './bans.ts';
import { check } from './check/check-command.ts';
import { close } from './close.ts';
import type { Command } from './command.ts';
import { erasures } from './erasures.ts';
import { exportCommand } from './export.ts';
import { invoices } from './invoices.ts';
import { people } from './people.ts';
import { reconcile } from './reconcile.ts';
import { redrive } from './redrive.ts';
import { refund } from './refunds/refund-command.ts';
import { replay } from './replay.ts';
import { switchCommand } from './switch.ts';
import { tasks } from './tasks.ts';
import { usageEvents } from './usage-events/usage-events-command.ts';

/** All commands, by name. */
export const commands: Readonly<Record<string, Command>> = {
  check,
  refund,
  tasks,
  close,
  people,
  erasures,
  invoices,
  bans,
  switch: switchCommand,
  replay,
  redrive,
  reconcile,
  'usage-events': usageEvents,
  export: exportCommand,
};
