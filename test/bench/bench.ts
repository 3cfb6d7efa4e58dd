import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Bound, boundsOf, isBroken } from './bounds.ts';
import { directory, startBenchCloud } from './cloud/bench-cloud.ts';
import { deployedFunctions } from './deployed-functions.ts';
import { buildFloors } from './loading/floors.ts';
import { summaryOf } from './results.ts';
import { counted, full } from './samples.ts';
import { tableOf } from './table.ts';

/**
 * npm run bench [-- --json] [-- --counted] [-- --seed <any>]
 *
 * Measures the product on a local cloud of its own, and ends with 1 when a bound is broken. With
 * `--counted` it leaves out all that only a clock can tell, since machines that build are noisy, and
 * only firm bounds count. The usage events that are sent follow from the seed, which is drawn where
 * none is given.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    counted: { type: 'boolean' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
});
const samples = values.counted ? counted : full;

console.error('… starting a local cloud');
const cloud = await startBenchCloud();
// Where the local cloud is, is read when this is loaded.
process.env.LOCAL_CLOUD = directory;
const { measureAlone, measureRunning } = await import('./measure.ts');
const { running, floors, bundles } = await runWithCloud().finally(() => cloud.stop());
const measures = { ...running, bundles, ...(await measureAlone(samples, floors)) };

const summary = summaryOf(measures);
console.log(values.json ? JSON.stringify(summary, null, 2) : tableOf(measures, summary));
const broken = boundsOf(summary).filter(isBroken);
const isGrave = ({ isFirm }: Bound): boolean => isFirm || !values.counted;
for (const bound of broken) {
  const { name, measured, most, unit } = bound;
  const word = isGrave(bound) ? 'BROKEN' : 'WARNING';
  console.error(`${word}: ${name}: ${measured} ${unit}, at most ${most} ${unit}`);
}
process.exitCode = broken.some(isGrave) ? 1 : 0;

/** The floors are built first, from the same code as the bundles that were just synthesised. */
async function runWithCloud() {
  const deployed = deployedFunctions();
  const bundles = Object.fromEntries(
    deployed.map(({ name, modulePath }) => [name, statSync(modulePath).size]),
  );
  const floors = samples.loads > 0 ? await buildFloors(deployed) : [];
  return { running: await measureRunning(samples, values.seed), floors, bundles };
}
