import { invokedJobs, type JobName } from '../lib/jobs.ts';
import type { Command } from './command.ts';
import { doAgain } from './given-up/do-again.ts';
import { type GivenUpName, givenUpNames, isOfJob, type Letter } from './given-up/given-up.ts';
import type { Operator } from './operator.ts';
import { remembered } from './remembered.ts';
import type { QueueState } from './target.ts';
import { UsageError } from './usage-error.ts';

/** Sends dead letters back to be processed again. */
export const redrive: Command = {
  summary: 'send dead letters back to their queues, or run again what was given up',
  usage: `npm run ops -- redrive [NAME]
  Of one job, or of all. Remove the cause first (docs/runbook.md): otherwise they fail again.
  What ${givenUpNames.join(' and ')} gave up, and jobs without a queue, is run again at once: repeating it is harmless.`,
  flags: {},
  positionalsMax: 1,
  async run(operator, { positionals: [wanted] }) {
    const queues = await operator.target.queues();
    const names = [...queues.map(({ name }) => name), ...invokedJobs.keys(), ...givenUpNames];
    if (wanted !== undefined && !names.includes(wanted))
      throw new UsageError(`There is no queue ${wanted}; there are: ${names.join(', ')}`);
    const isWanted = (name: string) => wanted === undefined || name === wanted;
    const sentBack = await sendBack(
      queues.filter(({ name }) => isWanted(name)),
      operator,
    );
    let [isAnyThere, hasAnyFailed] = [sentBack > 0, false];
    const job = invokedJobs.has(wanted as JobName) ? (wanted as JobName) : undefined;
    const heaps = job ? [heapOfJobs] : givenUpNames.filter(isWanted);
    for (const name of heaps) {
      const { letters, failed } = await workOff(name, operator, job);
      isAnyThere ||= letters > 0;
      hasAnyFailed ||= failed > 0;
    }
    if (!isAnyThere) operator.say('There are no dead letters.');
    return hasAnyFailed ? 1 : 0;
  },
};

/** Where the dead letters of jobs lie that no queue carries. */
const heapOfJobs: GivenUpName = 'background-work';

async function sendBack(queues: QueueState[], { target, say }: Operator): Promise<number> {
  const concerned = queues.filter(({ deadLetters }) => deadLetters > 0);
  for (const { name, deadLetters } of concerned) {
    await target.redrive(name);
    say(`${name}: ${deadLetters} sent back`);
  }
  return concerned.length;
}

/** @param job when only its letters are wanted; the others are put back. */
async function workOff(name: GivenUpName, { target, say, now }: Operator, job?: JobName) {
  const eventsBetween = remembered(async () => {
    // Imported late: its client loads slowly, and most redrives do not need it.
    const { carriedEvents } = await import('./given-up/carried-events.ts');
    return carriedEvents(await target.usageStores());
  });
  const found = await target.givenUp(name);
  const isWanted = (letter: Letter) => job === undefined || isOfJob(letter, job);
  await Promise.all(found.filter((letter) => !isWanted(letter)).map((other) => other.putBack()));
  const letters = found.filter(isWanted);
  let failed = 0;
  for (const letter of letters)
    try {
      say(`${name}: ${await doAgain(name, letter, { target, now, eventsBetween })}`);
      await letter.remove();
    } catch (error) {
      failed += 1;
      await letter.putBack();
      say(`${name}: FAILED: ${(error as Error).message}`);
    }
  return { letters: letters.length, failed };
}
