import { readFileSync } from 'node:fs';
import { deployments } from './deployments.ts';

/** What Lambda does at a queue in which nothing lies. */
const pollers = 5;
const asksPerMinute = 3;
const minutesPerMonth = 60 * 730 * 0.9995;

/** eu-west-3, in $; what AWS gives for nothing each month is the account's, not the stage's. */
const sqs = { usd: 0.4 / 1e6, free: 1_000_000 };

/** Each metric that an alarm watches. */
const alarm = { usd: 0.1, free: 10 };

/** Schedules, logs and reads, which are far below: decision 0026. */
const allElse = 0.01;

const [[, small]] = deployments() as [ReturnType<typeof deployments>[number]];

test('in the small profile everything idles below a dollar a month: what polls, alarms, all else', () => {
  const polled = small
    .resourcesOf('app', 'AWS::Lambda::EventSourceMapping')
    // A stream says where it begins to be read; a queue has no beginning.
    .filter(({ Properties }) => Properties.StartingPosition === undefined);
  expect(polled.length).toBeGreaterThan(0);
  const requests = polled.length * pollers * asksPerMinute * minutesPerMonth;
  const alarms = small
    .resourcesOf('app', 'AWS::CloudWatch::Alarm')
    .flatMap(({ Properties }) => Properties.Metrics ?? [Properties.MetricName]).length;
  expect(alarms).toBeGreaterThan(0);
  const usd =
    Math.max(0, requests - sqs.free) * sqs.usd + Math.max(0, alarms - alarm.free) * alarm.usd;
  expect(usd + allElse).toBeLessThan(1);
  for (const told of ['README.md', 'docs/deploy.md'])
    expect(readFileSync(told, 'utf8')).toContain(`${(usd + allElse).toFixed(2)} $ a month`);
});
