import { as } from '#test/callers';
import { control } from '#test/cloud';
import type { MeterRow } from '../../../local/cloud/gateway/meter.ts';
import type { Watch } from '../cloud/watch.ts';
import { median, percentile, sum } from '../statistics.ts';
import type { MeteredAccount } from './report-events.ts';

export type CheckSamples = { warmUps: number; checks: number };

export type CheckMeasures = {
  checks: number;
  /** Calls to DynamoDB for one check. */
  reads: number;
  /** What the function says of itself, from its first line to its answer. */
  serverMs: { p50: number; p99: number };
};

const checker = 'usage/check-usage';

/**
 * Asks again and again, one question after the other, whether a project may go on that has been
 * counted for.
 */
export async function measureCheck(
  watch: Watch,
  account: MeteredAccount,
  { warmUps, checks }: CheckSamples,
): Promise<CheckMeasures> {
  for (let i = 0; i < warmUps; i++) await check(account);
  await control('POST', '/meter/reset');
  watch.restart();
  for (let i = 0; i < checks; i++) await check(account);
  const rows: MeterRow[] = await control('GET', '/meter');
  const reads = rows.filter((row) => row.function === checker && row.service === 'dynamodb');
  const serverMs = await serverTimes(watch, checks);
  return {
    checks,
    reads: sum(reads.map(({ calls }) => calls)) / checks,
    serverMs: { p50: median(serverMs), p99: percentile(serverMs, 0.99) },
  };
}

async function check({ key, projectIds: [projectId] }: MeteredAccount): Promise<void> {
  const path = `/v1/usage/check?project=${projectId}&meter=traffic`;
  const { status, text, body } = await as(key, 'GET', path);
  if (status !== 200 || !body.allowed) throw new Error(`${path} was answered ${status} ${text}`);
}

const serverTimes = (watch: Watch, checks: number): Promise<number[]> =>
  watch.until((seen) => {
    const times = seen
      .filter(({ line }) => line.function === checker && line.text.includes('"request answered"'))
      .map(({ line }) => Number(JSON.parse(line.text).durationMs));
    return times.length >= checks && times;
  }, 'not every check wrote its line');
