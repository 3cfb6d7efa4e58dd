import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { eventually } from '#test/eventually';
import { executionEnvironment } from '../../../local/cloud/functions/execution-environment.ts';
import { Invocations } from '../../../local/cloud/functions/invocations.ts';
import { Lambda, type LambdaOptions } from '../../../local/cloud/functions/lambda.ts';
import type { LocalFunction } from '../../../local/cloud/functions/local-function.ts';
import { LogStore } from '../../../local/cloud/functions/log-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'workers-'));
const running: Lambda[] = [];
afterEach(() => {
  for (const lambda of running.splice(0)) lambda.stop();
});

type Limits = Pick<LambdaOptions, 'concurrencyMax' | 'accountConcurrency'>;

function setup(code: string, changes: Partial<LocalFunction> = {}, limits: Limits = {}) {
  const folder = mkdtempSync(join(directory, 'code-'));
  writeFileSync(join(folder, 'index.js'), code);
  const definition: LocalFunction = {
    name: 'area/do-it',
    functionName: 'do-it',
    arn: 'arn:aws:lambda:eu-west-3:000000000000:function:do-it',
    roleArn: 'role',
    region: 'eu-west-3',
    modulePath: join(folder, 'index.js'),
    exportName: 'handler',
    codeDirectory: folder,
    layerDirectory: '/layers/assets',
    memoryMb: 256,
    timeoutSeconds: 5,
    variables: { TABLE_NAME: 'table', ASSETS_DIRECTORY: '/opt' },
    logFormat: 'JSON',
    logGroup: 'logs',
    reservedConcurrency: undefined,
    ...changes,
  };
  const logs = new LogStore(join(folder, 'logs'));
  const invocations = new Invocations();
  const instances: string[] = [];
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' };
  const lambda = new Lambda([definition], {
    ...limits,
    logs,
    invocations,
    environmentOf: (one, instance) => {
      instances.push(instance);
      return executionEnvironment(one, credentials, 'http://127.0.0.1:1');
    },
  });
  running.push(lambda);
  const invoke = async (event: unknown = {}) => (await lambda.invoke('area/do-it', event)).outcome;
  return { lambda, invoke, logs, invocations, instances, definition };
}

const resultOf = (outcome: object) => JSON.parse((outcome as { payload: string }).payload);

test('a function sees only its own variables and nothing of the machine', async () => {
  process.env.SECRET_OF_THE_MACHINE = 'x';
  const { invoke } = setup('exports.handler = async () => process.env;');
  const seen = resultOf(await invoke());
  expect(seen).toMatchObject({
    TABLE_NAME: 'table',
    ASSETS_DIRECTORY: '/layers/assets',
    AWS_REGION: 'eu-west-3',
    AWS_LAMBDA_FUNCTION_NAME: 'do-it',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    TZ: ':UTC',
  });
  expect(Object.keys(seen).filter((name) => /SECRET_OF|^PATH$|^HOME$/.test(name))).toEqual([]);
});

test('the handler knows its name and its remaining time', async () => {
  const { invoke } = setup(`exports.handler = async (event, context) => ({
    ...context, left: context.getRemainingTimeInMillis(), event });`);
  const seen = resultOf(await invoke({ a: 1 }));
  expect(seen).toMatchObject({
    functionName: 'do-it',
    functionVersion: '$LATEST',
    memoryLimitInMB: '256',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-3:000000000000:function:do-it',
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    event: { a: 1 },
  });
  expect(seen.left).toBeGreaterThan(4_000);
});

test('a warm worker keeps its state, a recycled one starts fresh', async () => {
  const { invoke, lambda, invocations } = setup(
    'let count = 0; exports.handler = async () => (count += 1);',
  );
  const counts = [resultOf(await invoke()), resultOf(await invoke())];
  lambda.recycle();
  counts.push(resultOf(await invoke()));
  expect(counts).toEqual([1, 2, 1]);
  expect(invocations.last().map(({ initMs }) => initMs !== undefined)).toEqual([true, false, true]);
});

test('concurrent events run in separate workers', async () => {
  const { invoke, instances } = setup(
    'let busy = 0; exports.handler = async () => { busy += 1; const seen = busy; await new Promise((done) => setTimeout(done, 50)); busy -= 1; return seen; };',
  );
  const results = await Promise.all([invoke(), invoke(), invoke()]);
  expect(results.map(resultOf)).toEqual([1, 1, 1]);
  expect(instances).toHaveLength(3);
});

test('if there are more events than workers, they wait', async () => {
  const { invoke, instances } = setup(
    'exports.handler = async (event) => event;',
    {},
    {
      concurrencyMax: 1,
    },
  );
  const results = await Promise.all([1, 2, 3].map(invoke));
  expect(results.map(resultOf)).toEqual([1, 2, 3]);
  expect(instances).toHaveLength(1);
});

describe('work after the answer, which AWS would freeze, gives a warning', () => {
  const warned = (text: string) => expect.stringContaining(`area/do-it ${text} after its answer`);
  beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => {}));
  afterEach(() => jest.restoreAllMocks());

  test('a timer, once', async () => {
    const { invoke } = setup(
      'exports.handler = async () => { for (const ms of [20, 30]) setTimeout(() => {}, ms); };',
    );
    await invoke();
    await eventually(() => jest.mocked(console.error).mock.calls.length > 0);
    await sleep(50);
    expect(jest.mocked(console.error).mock.calls).toEqual([[warned('runs a timer')]]);
  });

  test.each([
    ['fetch', "fetch('http://127.0.0.1:59999').catch(() => {})"],
    ['node:http', "require('node:http').get('http://127.0.0.1:59999').on('error', () => {})"],
  ])('a request by %s', async (_, request) => {
    const late = `setTimeout(() => ${request}, 20).unref()`;
    const { invoke } = setup(`exports.handler = async () => { ${late}; };`);
    await invoke();
    await eventually(() => jest.mocked(console.error).mock.calls.length > 0);
    expect(jest.mocked(console.error).mock.calls).toEqual([[warned('sends an HTTP request')]]);
  });

  test('work that ends before the answer, or belongs to another event, gives none', async () => {
    const { invoke } = setup(
      'exports.handler = async (ms) => { await new Promise((done) => setTimeout(done, ms)); };',
    );
    for (const ms of [1, 20, 1]) await invoke(ms);
    await sleep(50);
    expect(console.error).not.toHaveBeenCalled();
  });
});

test('the processor time of an event is measured, without its waiting', async () => {
  const { invoke, invocations } = setup(`exports.handler = async ({ busyMs, waitMs }) => {
    const until = process.threadCpuUsage().user + busyMs * 1000;
    while (process.threadCpuUsage().user < until);
    await new Promise((done) => setTimeout(done, waitMs)); };`);
  await invoke({ busyMs: 0, waitMs: 100 });
  await invoke({ busyMs: 60, waitMs: 0 });
  const [waiting, busy] = invocations.last();
  expect(waiting!.cpuMs).toBeLessThan(60);
  expect(busy!.cpuMs).toBeGreaterThanOrEqual(60);
});

describe('above its concurrency', () => {
  const slow =
    'exports.handler = async (event) => { await new Promise((done) => setTimeout(done, 50)); return event; };';
  const refusal = {
    error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' },
  };

  test('a function with reserved concurrency is throttled, not run and not billed', async () => {
    const { invoke, invocations } = setup(slow, { reservedConcurrency: 1 });
    const [first, second] = await Promise.all([invoke(1), invoke(2)]);
    expect(resultOf(first)).toBe(1);
    expect(second).toMatchObject(refusal);
    expect(invocations.last()).toHaveLength(1);
    expect(resultOf(await invoke(3))).toBe(3);
  });

  test('the account throttles whichever function comes next', async () => {
    const { lambda, definition } = setup(slow, {}, { accountConcurrency: 2 });
    const another = { ...definition, arn: `${definition.arn}-2`, name: 'area/do-that' };
    const reserved = { ...definition, arn: `${definition.arn}-3`, name: 'area/keep' };
    lambda.use([definition, another, { ...reserved, reservedConcurrency: 1 }]);
    const events = ['area/do-it', 'area/do-that', 'area/keep'].map((name) =>
      lambda.invoke(name, 1),
    );
    const [first, second, third] = (await Promise.all(events)).map(({ outcome }) => outcome);
    expect(resultOf(first!)).toBe(1);
    expect(second).toMatchObject(refusal);
    expect(resultOf(third!)).toBe(1);
  });
});

test('after its time-out the worker is stopped, and the next event gets a new one', async () => {
  const { invoke } = setup(
    'exports.handler = async (event) => { if (event.loop) for (;;); return 1; };',
    { timeoutSeconds: 0.3 },
  );
  expect(await invoke({ loop: true })).toMatchObject({
    error: { errorMessage: expect.stringMatching(/Task timed out after 0.30 seconds$/) },
  });
  expect(resultOf(await invoke({}))).toBe(1);
});

test.each([
  ['a throw', 'throw new TypeError("no")', 'TypeError', 'no'],
  ['process.exit', 'process.exit(3); await 1', 'Runtime.ExitError', 'exit status 3'],
  [
    'an uncaught error',
    'setImmediate(() => { throw new Error("late"); }); await new Promise(() => {})',
    'Runtime.UncaughtError',
    'late',
  ],
])('%s fails the invocation as Lambda would', async (_name, code, errorType, message) => {
  const { invoke } = setup(`exports.handler = async () => { ${code} };`);
  expect(await invoke()).toMatchObject({
    error: { errorType, errorMessage: expect.stringContaining(message) },
  });
});

test('a bundle that cannot be loaded fails every event, with the reason', async () => {
  const { invoke } = setup('throw new Error("no table");');
  expect(await invoke()).toMatchObject({ error: { errorMessage: 'no table' } });
});

test('a missing handler is named', async () => {
  const { invoke } = setup('exports.other = 1;');
  expect(await invoke()).toMatchObject({ error: { errorType: 'Runtime.HandlerNotFound' } });
});

test('a killed worker fails its event', async () => {
  const { invoke, lambda, instances } = setup('exports.handler = () => new Promise(() => {});');
  const outcome = invoke();
  lambda.kill(await eventually(() => instances[0]));
  expect(await outcome).toMatchObject({
    error: { errorMessage: expect.stringContaining('killed') },
  });
});

test('the output of a function is kept line by line, with a report at the end', async () => {
  const { invoke, logs } = setup('exports.handler = async () => { console.log("one\\ntwo"); };');
  await invoke();
  const [one, two, report] = logs.last('area/do-it').map(({ text }) => text);
  expect([one, two]).toEqual(['one', 'two']);
  expect(JSON.parse(report!)).toMatchObject({
    type: 'platform.report',
    record: { status: 'success' },
  });
});

test('new variables start new workers, unchanged ones keep the old', async () => {
  const { invoke, lambda, instances, definition } = setup(
    'exports.handler = async () => process.env.TABLE_NAME;',
  );
  await invoke();
  lambda.use([structuredClone(definition)]);
  await invoke();
  expect(instances).toHaveLength(1);
  lambda.use([{ ...definition, variables: { TABLE_NAME: 'other' } }]);
  expect(resultOf(await invoke())).toBe('other');
});
