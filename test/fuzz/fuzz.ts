import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startOwnCloud } from '../simulation/cloud/own-cloud.ts';
import { answersText, findingsText } from './report.ts';

/**
 * npm run fuzz [-- --seed 7] [--requests 1000] [--only 42] [--cloud .local]
 *
 * Sends requests that are made from the API's own description, and then spoilt, to a local cloud of
 * its own; ends with 1 when one is answered badly. They follow from the seed, which is drawn where
 * none is given.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    requests: { type: 'string', default: '1000' },
    only: { type: 'string' },
    cloud: { type: 'string' },
  },
});
const seed = Number(values.seed);
const directory = values.cloud ?? '.local/fuzz';
const own = values.cloud === undefined ? await startOwnCloud(directory) : undefined;
// Where the local cloud is, is read when this is loaded.
process.env.LOCAL_CLOUD = directory;
const { fuzzCloud } = await import('./fuzz-cloud.ts');
const fuzzed = await fuzzCloud({
  seed,
  requests: Number(values.requests),
  ...(values.only !== undefined && { only: Number(values.only) }),
  tell: (sent) => console.error(`… ${sent} requests`),
}).finally(() => own?.stop());
console.log(answersText(fuzzed));
console.log(
  fuzzed.findings.length === 0 ? `All is well (seed ${seed})` : findingsText(fuzzed, seed),
);
process.exit(fuzzed.findings.length === 0 ? 0 : 1);
