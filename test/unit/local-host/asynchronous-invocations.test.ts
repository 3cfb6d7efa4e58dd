import { jest } from '@jest/globals';
import type { JsonObject } from '../../../local/cloud/assembly/json.ts';
import { AsynchronousInvocations } from '../../../local/cloud/functions/asynchronous-invocations.ts';
import { throttled } from '../../../local/cloud/functions/concurrency.ts';
import { eventInvokeConfigsOf } from '../../../local/cloud/functions/event-invoke-config.ts';
import type { Outcome } from '../../../local/cloud/functions/instance.ts';
import { aResource, assemblyOf } from '../local-gateway/assembly-of.ts';

const failure = { errorType: 'Error', errorMessage: 'no table', trace: [] };

/** A function that fails so many times, and what comes to its destination. */
function setup(
  failures: number,
  config?: JsonObject,
  passingMs = 0,
  failed: Outcome = { error: failure },
) {
  const requestIds: string[] = [];
  const sent: { record: Record<string, unknown>; destination: string }[] = [];
  let now = Date.parse('2026-11-26T22:00:00Z');
  const asynchronous = new AsynchronousInvocations({
    lambda: {
      invoke: async (_name, _event, requestId = '') => {
        requestIds.push(requestId);
        now += passingMs;
        const isFailure = requestIds.length <= failures;
        return { requestId, outcome: isFailure ? failed : { payload: '{}' } };
      },
    },
    send: async (record, _functionArn, destination) =>
      void sent.push({ record: record as Record<string, unknown>, destination }),
    retryDelayMsMax: 1,
    now: () => now,
  });
  const resources = config
    ? [aResource('AWS::Lambda::EventInvokeConfig', 'config', { FunctionName: 'fn', ...config })]
    : [];
  asynchronous.use(
    eventInvokeConfigsOf(assemblyOf(aResource('AWS::Lambda::Function', 'fn'), ...resources)),
  );
  const run = () => asynchronous.accept('fn', { schedule: 'close-month' });
  return { run, requestIds, sent, asynchronous };
}

const toQueue = { DestinationConfig: { OnFailure: { Destination: 'arn:queue' } } };

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => jest.restoreAllMocks());

test('an event that fails is tried twice more with its own id, then lost [A3]', async () => {
  const { run, requestIds, sent } = setup(9);
  await run();
  expect(requestIds).toHaveLength(3);
  expect(new Set(requestIds).size).toBe(1);
  expect(sent).toEqual([]);
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('is lost'));
});

test('throttling does not count as a failed try', async () => {
  const { run, requestIds, sent } = setup(5, toQueue, 0, throttled);
  await run();
  expect(requestIds).toHaveLength(6);
  expect(sent).toEqual([]);
});

test('an event that finally succeeds is done [A3]', async () => {
  const { run, requestIds, sent } = setup(2, toQueue);
  await run();
  expect(requestIds).toHaveLength(3);
  expect(sent).toEqual([]);
});

test('after its last try an event goes to the destination, complete and with the reason [A3]', async () => {
  const { run, requestIds, sent } = setup(9, { ...toQueue, MaximumRetryAttempts: 1 });
  await run();
  expect(requestIds).toHaveLength(2);
  expect(sent).toEqual([
    {
      destination: 'arn:queue',
      record: {
        version: '1.0',
        timestamp: '2026-11-26T22:00:00.000Z',
        requestContext: {
          requestId: requestIds[0],
          functionArn: 'fn:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 2,
        },
        requestPayload: { schedule: 'close-month' },
        responseContext: {
          statusCode: 200,
          executedVersion: '$LATEST',
          functionError: 'Unhandled',
        },
        responsePayload: failure,
      },
    },
  ]);
});

test('an event that is too old is not tried again [A3]', async () => {
  const { run, requestIds, sent } = setup(
    9,
    { ...toQueue, MaximumEventAgeInSeconds: 300 },
    301_000,
  );
  await run();
  expect(requestIds).toHaveLength(1);
  expect(sent).toMatchObject([{ record: { requestContext: { condition: 'EventAgeExceeded' } } }]);
});

test('events that wait for another try end with the cloud [A3]', async () => {
  const { asynchronous, run, requestIds, sent } = setup(9, toQueue);
  asynchronous.stop();
  await run();
  expect([requestIds, sent]).toEqual([[], []]);
});
