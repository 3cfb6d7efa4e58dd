import { existsSync } from 'node:fs';
import { createRequire, enableCompileCache, flushCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { BetweenEvents } from './between-events.ts';
import { lambdaContext } from './lambda-context.ts';
import type {
  FunctionError,
  WorkerMessage,
  WorkerRequest,
  WorkerSetup,
} from './worker-messages.ts';

type Handler = (event: unknown, context: unknown) => unknown;

/** Runs inside a function's worker: Lambda's runtime, as far as a handler can see. */
const setup = workerData as WorkerSetup;
const host = parentPort!;
const tell = (message: WorkerMessage): void => host.postMessage(message);

const betweenEvents = new BetweenEvents((work) => tell({ kind: 'workBetweenEvents', work }));

captureOutput();
try {
  const handler = await loadHandler();
  host.on('message', (request: WorkerRequest) => void run(handler, request));
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'initFailure', error: functionError(error) });
}

/** Sends output through the same port as answers, so that lines before an answer are not lost. */
function captureOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    let rest = '';
    stream.write = ((chunk: string | Uint8Array, ...more: unknown[]): boolean => {
      const text = rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      const lines = text.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) tell({ kind: 'line', text: line });
      const done = more.find((item) => typeof item === 'function') as (() => void) | undefined;
      if (done) queueMicrotask(done);
      return true;
    }) as typeof stream.write;
  }
}

async function loadHandler(): Promise<Handler> {
  const { modulePath, exportName } = setup;
  // On Lambda each instance compiles its bundle. The bench measures that; here it would only be half
  // of a start.
  enableCompileCache(join(dirname(modulePath), 'compiled'));
  const asModule = modulePath.replace(/\.js$/, '.mjs');
  const loaded = existsSync(asModule)
    ? await import(pathToFileURL(asModule).href)
    : createRequire(modulePath)(modulePath);
  const handler = loaded[exportName];
  flushCompileCache();
  if (typeof handler === 'function') return handler;
  throw Object.assign(new Error(`index.${exportName} is undefined or not exported`), {
    name: 'Runtime.HandlerNotFound',
  });
}

async function run(handler: Handler, request: WorkerRequest): Promise<void> {
  const { requestId } = request;
  process.env._X_AMZN_TRACE_ID = request.traceId;
  betweenEvents.end();
  const before = process.threadCpuUsage();
  try {
    const result = await handler(JSON.parse(request.event), lambdaContext(setup, request));
    const payload = JSON.stringify(result) ?? 'null';
    tell({ kind: 'answer', requestId, payload, cpuMs: cpuMsSince(before) });
  } catch (error) {
    tell({ kind: 'failure', requestId, error: functionError(error), cpuMs: cpuMsSince(before) });
  }
  betweenEvents.begin();
}

/** Of this thread alone; threads of the pool that hash or compress are not counted. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function functionError(error: unknown): FunctionError {
  if (!(error instanceof Error))
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}
