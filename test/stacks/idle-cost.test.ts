import { readFileSync } from 'node:fs';
import { type IdleLoad, idleLoadOf, idleUsd } from '#test/idle-price';
import { invokedJobs, jobs, queuedJobs } from '../../lib/jobs.ts';
import type { Properties } from './app.ts';
import { constructOf, deployments, listOf, type Resource, targetOf } from './deployments.ts';

const [[, small]] = deployments() as [ReturnType<typeof deployments>[number]];
const all = small.resourcesOf('app');
const load = idleLoadOf(all);

test('an idle deployment of the small profile costs less than a dollar a month: polling, alarms and everything else', () => {
  expect(load.polled).toBeGreaterThan(0);
  expect(load.watched).toBeGreaterThan(0);
  const usd = idleUsd(load);
  expect(usd).toBeLessThan(1);
  const text = usd.toFixed(2);
  for (const told of ['README.md', 'docs/deploy.md'])
    expect(readFileSync(told, 'utf8')).toContain(`${text} $ a month`);
  expect(readFileSync('README.md', 'utf8')).toContain(`${text.replace('.', ',')} $ par mois`);
});

/** A resource that is there for this job alone: its queues, its function, or what names one of them. */
const isOf = (job: string, own: readonly string[]) => (resource: Resource) =>
  constructOf(resource).startsWith(`Job-${job}`) ||
  targetsIn(resource).some((id) => own.includes(id));

const targetsIn = ({ Properties }: Resource): string[] => [
  targetOf(Properties.FunctionName ?? {}),
  ...listOf<Properties>(Properties.Dimensions).map(({ Value }) => targetOf(Value)),
];

/** What one job adds to the load. */
function loadOf(job: string): IdleLoad {
  const { function: name } = jobs[job as keyof typeof jobs];
  const lambda = all.find(
    ({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties.Description === name,
  )!;
  return idleLoadOf(all.filter(isOf(job, [lambda.id])));
}

describe('with twenty-four jobs', () => {
  const jobsToCome = 24 - Object.keys(jobs).length;
  const withMore = (queued: number, invoked: number): number => {
    const [aQueue] = [...queuedJobs.keys()].map(loadOf);
    const [anInvocation] = [...invokedJobs.keys()].map(loadOf);
    const sum = (of: keyof IdleLoad) =>
      load[of] + queued * aQueue![of] + invoked * anInvocation![of];
    return idleUsd({ polled: sum('polled'), watched: sum('watched') });
  };

  test('a queue is polled and watched, and a handed-over job is neither', () => {
    for (const job of queuedJobs.keys()) expect(loadOf(job)).toEqual({ polled: 1, watched: 1 });
    for (const job of invokedJobs.keys()) expect(loadOf(job)).toEqual({ polled: 0, watched: 0 });
  });

  test('if the new ones are handed over, idling costs the same as today', () => {
    expect(jobsToCome).toBeGreaterThan(0);
    expect(withMore(0, jobsToCome)).toBe(idleUsd(load));
  });

  test('a queue for one of the new ones would cost more than the dollar: rare jobs are handed over', () => {
    expect(withMore(1, jobsToCome - 1)).toBeGreaterThan(1);
  });
});
