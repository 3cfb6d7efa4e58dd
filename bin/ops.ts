import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from '../ops/run.ts';
import { openTarget } from '../ops/targets/open-target.ts';
import { progressBar } from '../ops/terminal.ts';

// A reader who stops early, such as `| head`, is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** npm run ops -- COMMAND: what an operator does by hand, on the local cloud or on a stage. */
process.exitCode = await run(process.argv.slice(2), {
  openTarget: (stage) => openTarget(stage, process.env),
  // Imported late: its layers load slowly, and other commands do not need them.
  async *explainUsage(...asked) {
    const { explainUsage } = await import('../ops/usage-events/explain-stored-usage.ts');
    return yield* explainUsage(...asked);
  },
  fetch,
  now: () => new Date(),
  randomKey: () => `ops-${randomUUID()}`,
  pause: (ms) => pause(ms),
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
  isTerminal: process.stdout.isTTY === true,
  showProgress: progressBar(process.stderr),
});
