import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from '../lib/ops/run.ts';
import { openTarget } from '../lib/ops/targets/open-target.ts';
import { progressBar } from '../lib/ops/terminal.ts';

/** npm run ops -- COMMAND: what an operator does by hand, on this machine's cloud or on a stage. */
process.exitCode = await run(process.argv.slice(2), {
  openTarget: (stage) => openTarget(stage, process.env),
  fetch,
  now: () => new Date(),
  randomKey: () => `ops-${randomUUID()}`,
  pause: (ms) => pause(ms),
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
  showProgress: progressBar(process.stderr),
});
