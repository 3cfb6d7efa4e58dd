import { jest } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { backgroundFunction } from '#runtime/pipeline';
import { scheduleFunction } from '#runtime/schedule';

const context = { awsRequestId: 'invocation-1' } as Context;
let written: string[] = [];

beforeEach(() => {
  written = [];
  logger.setLogLevel('ERROR');
  logger.resetKeys();
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

const failing = backgroundFunction<object, void>(
  () => ({}),
  async () => {
    metrics.addMetric('Tried', MetricUnit.Count, 1);
    throw new Error('no table');
  },
);

test('an invocation that fails is an error for Lambda, which retries it, and one line in the log', async () => {
  await expect(failing({}, context)).rejects.toThrow('no table');
  const lines = written.filter((text) => text.includes('invocation failed'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ error: { message: 'no table' } });
});

test('its metrics are written although it failed', async () => {
  await expect(failing({}, context)).rejects.toThrow();
  expect(written.filter((text) => text.includes('"Tried":'))).toHaveLength(1);
  expect(metrics.hasStoredMetrics()).toBe(false);
});

test('no line contains data of an earlier invocation', async () => {
  const seen: object[] = [];
  const run = backgroundFunction<{ customerId?: string }, void>(
    ({ customerId }): Record<string, string> => (customerId ? { customerId } : {}),
    async () => void seen.push(keysOfNextLine()),
  );
  await run({ customerId: 'cus_1' }, context);
  await run({}, context);
  expect(seen).toEqual([
    expect.objectContaining({ customerId: 'cus_1' }),
    expect.not.objectContaining({ customerId: 'cus_1' }),
  ]);
});

test('a scheduled run gets the time at which it was due, and its lines contain it', async () => {
  const told: object[] = [];
  await scheduleFunction(async (run) => {
    told.push(run, keysOfNextLine());
  })({ schedule: 'close-month', dueAt: '2026-11-21T02:00:00Z' }, context);
  expect(told[0]).toEqual({ dueAt: new Date('2026-11-21T02:00:00Z'), requestId: 'invocation-1' });
  expect(told[1]).toMatchObject({ requestId: 'invocation-1', event: 'close-month' });
});

/** What the logger would write into a line now. */
function keysOfNextLine(): object {
  const before = written.length;
  logger.error('keys', {});
  return JSON.parse(written[before]!);
}
