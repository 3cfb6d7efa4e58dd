import { synthesise } from '../../local/cloud/cli/synthesise.ts';
import { startLocalCloud } from '../../local/cloud/host.ts';

/**
 * The local cloud of a test suite or a measurement: the same as `npm start`, on free ports, with
 * failed work tried again after a second and schedules at will only.
 *
 * Takes its folder as the argument, and that of the synthesised app when it is another one's too;
 * prints `ready`, and stops on SIGTERM.
 */
const [, , directory = '.local/test', assemblyDirectory = `${directory}/cdk.out`] = process.argv;
process.env.TZ = 'UTC';

const cloud = await startLocalCloud({
  directory,
  assemblyDirectory,
  synthesised: synthesise(assemblyDirectory),
  retryDelaySeconds: 1,
  clockSchedules: false,
  throttle: { ratePerSecond: 10_000, burst: 10_000 },
});
process.on('SIGTERM', () => cloud.stop().then(() => process.exit(0)));
console.log('ready');
