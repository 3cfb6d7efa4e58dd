import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { percentile } from '../statistics.ts';
import { emptyHandler, type Floor } from './floors.ts';

export type LoadingMeasures = {
  /** A handler that does nothing and imports nothing. */
  emptyMs: number;
  /** `floorMs`: the packages that the function cannot do without, imported alone. */
  functions: Record<string, { ms: number; floorMs: number }>;
};

type Candidate = { environment: Record<string, string>; modulePath: string; samples: number[] };

/**
 * Loads each bundle, and beside it its floor, in fresh processes: one sample of every bundle after
 * the other, so that what else the machine does hits all alike.
 */
export async function measureLoading(
  floors: readonly Floor[],
  samples: number,
): Promise<LoadingMeasures> {
  const pairs = floors.map(({ function: { name, modulePath, environment }, ...floor }) => ({
    name,
    own: { environment, modulePath, samples: [] } as Candidate,
    floor: { environment, modulePath: floor.modulePath, samples: [] } as Candidate,
  }));
  const { environment } = pairs[0]!.own;
  const empty: Candidate = { environment, modulePath: emptyHandler, samples: [] };
  for (let i = 0; i < samples; i++) {
    await load(empty);
    // The order changes, lest one always come second.
    for (const { own, floor } of pairs)
      for (const candidate of i % 2 === 0 ? [own, floor] : [floor, own]) await load(candidate);
  }
  return {
    emptyMs: usual(empty),
    functions: Object.fromEntries(
      pairs.map(({ name, own, floor }) => [name, { ms: usual(own), floorMs: usual(floor) }]),
    ),
  };
}

/** The first quartile: what else runs on the machine can only make a load longer. */
const usual = ({ samples }: Candidate): number => percentile(samples, 0.25);

const timedLoad = `
  const before = process.hrtime.bigint();
  require(process.argv[1]);
  console.log(Number(process.hrtime.bigint() - before) / 1e6);
  process.exit(0);
`;

const run = promisify(execFile);

async function load({ environment, modulePath, samples }: Candidate): Promise<void> {
  const { stdout } = await run(process.execPath, ['-e', timedLoad, modulePath], {
    env: environment,
  });
  samples.push(Number(stdout.trim().split('\n').at(-1)));
}
