import type { Command } from '../command.ts';
import { askedIn } from './asked.ts';
import { asJson, asTable } from './print.ts';
import { Sums } from './sums.ts';

/** Shows the raw events behind a line of a usage bill. */
export const usageEvents: Command = {
  summary: 'list the raw events behind a month of usage, with their sums',
  usage: `npm run ops -- usage-events --customer cus_… --month 2026-11
    [--project prj_…] [--meter traffic|storage] [--day 2026-11-03] [--until TIME]
  Each event once, as it counts, then sums by meter, project and day: those of the period's lines
  (GET /v1/usage/periods/2026-11). Without --until, events received after the close are included;
  with the period's closedAt only what that period has billed is listed. In the current month,
  storage is assumed to stay as it is.
  Prints a table on a terminal, otherwise a JSON object per line; sums are {"sum": …}.
  Reads every event received in the months around it: this takes minutes if there are millions.
  On a stage it needs no token, but AWS credentials that may read the table and the usage bucket.`,
  flags: {
    customer: { type: 'string' },
    month: { type: 'string' },
    project: { type: 'string' },
    meter: { type: 'string' },
    day: { type: 'string' },
    until: { type: 'string' },
  },
  positionalsMax: 0,
  async run({ target, explainUsage, isTerminal, now, say, showProgress }, given) {
    const { customerId, month, receivedBefore, wanted } = askedIn(given, now());
    const print = isTerminal ? asTable : asJson;
    const sums = new Sums(wanted);
    const reading = explainUsage(await target.usageStores(), {
      ...{ customerId, month, receivedBefore },
      onDayRead: showProgress,
    });
    let step = await reading.next();
    for (; !step.done; step = await reading.next())
      if (sums.take(step.value)) say(print.event(step.value));
    const added = sums.rowsOf(step.value);
    if (added.length === 0 && isTerminal) say(`Nothing of this was used in ${month}.`);
    for (const sum of added) say(print.sum(sum));
    return 0;
  },
};
