import { synthesise } from '../../../local/cloud/cli/synthesise.ts';
import { startLocalCloud } from '../../../local/cloud/host.ts';
import { addBareFunction } from './add-bare-function.ts';

/**
 * The local cloud that is measured: as `npm start` has it, on free ports, with schedules at will
 * only, and with one function more, which makes bare calls to compare with.
 *
 * Takes its folder as the argument, prints `ready`, and stops on SIGTERM.
 */
const directory = process.argv[2] ?? '.local/bench';
const assemblyDirectory = `${directory}/cdk.out`;
process.env.TZ = 'UTC';

await synthesise(assemblyDirectory);
await addBareFunction(assemblyDirectory);
const cloud = await startLocalCloud({
  directory,
  assemblyDirectory,
  retryDelaySeconds: 1,
  clockSchedules: false,
  throttle: { ratePerSecond: 10_000, burst: 10_000 },
});
process.on('SIGTERM', () => cloud.stop().then(() => process.exit(0)));
console.log('ready');
