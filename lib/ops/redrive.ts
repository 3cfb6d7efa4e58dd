import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';

/** Sends work that failed too often back to be tried again. */
export const redrive: Command = {
  summary: 'send dead letters back to their queues',
  usage: `npm run ops -- redrive [QUEUE]
  Of one queue, or of all. Remove the cause first (docs/runbook.md): otherwise they die again.
  Dead letters of relay-events cannot be sent back; the runbook says what to do with them.`,
  flags: {},
  positionalsMax: 1,
  async run({ target, say }, { positionals: [wanted] }) {
    const queues = await target.queues();
    const names = queues.map(({ name }) => name);
    if (wanted !== undefined && !names.includes(wanted))
      throw new UsageError(`There is no queue ${wanted}; there are: ${names.join(', ')}`);
    const concerned = queues.filter(
      ({ name, deadLetters }) => deadLetters > 0 && (wanted === undefined || name === wanted),
    );
    if (concerned.length === 0) say('There are no dead letters.');
    for (const { name, deadLetters } of concerned) {
      await target.redrive(name);
      say(`${name}: ${deadLetters} sent back`);
    }
    return 0;
  },
};
