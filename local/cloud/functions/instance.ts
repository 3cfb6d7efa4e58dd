import { Worker } from 'node:worker_threads';
import type { LocalFunction } from './local-function.ts';
import { workerCode } from './worker-code.ts';
import type { FunctionError, WorkerMessage, WorkerSetup } from './worker-messages.ts';

/** How an invocation ended. */
export type Outcome = { payload: string } | { error: FunctionError };

export type InstanceOptions = {
  id: string;
  environment: Record<string, string>;
  onLine: (text: string) => void;
  /** Called when the worker is busy between two events. */
  onWorkBetweenEvents: (work: string) => void;
};

export type Invocation = { requestId: string; event: string; timeoutMs: number };

/** Lambda's limit for a synchronous answer. */
const payloadBytesMax = 6_291_556;

/** One execution environment: a worker that handles one event at a time until it dies. */
export class Instance {
  readonly id: string;
  readonly startedAt = performance.now();
  /** Loading time; known once the worker is ready. */
  initMs: number | undefined;
  /** Processor time of the last event; 0 when its worker died. */
  cpuMs = 0;
  isDead = false;
  private readonly worker: Worker;
  private readonly options: InstanceOptions;
  private readonly born = Promise.withResolvers<void>();
  private current: { requestId: string; end: (outcome: Outcome) => void } | undefined;
  private deathCause: FunctionError | undefined;

  constructor(definition: LocalFunction, options: InstanceOptions) {
    const { id, environment } = options;
    this.id = id;
    this.options = options;
    const { modulePath, exportName, functionName, arn, memoryMb } = definition;
    this.born.promise.catch(() => {});
    this.worker = new Worker(workerCode(), {
      workerData: { modulePath, exportName, functionName, arn, memoryMb } satisfies WorkerSetup,
      env: environment,
      execArgv: [],
      name: functionName,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    this.worker.on('message', (message: WorkerMessage) => this.receive(message));
    this.worker.on('error', (error) => this.remember(error));
    this.worker.on('exit', (code) => this.die(this.deathCause ?? exitError(code)));
  }

  /** Resolves once the bundle is loaded; rejects with the reason when it cannot be. */
  get ready(): Promise<void> {
    return this.born.promise;
  }

  /** Handles one event; terminates the worker when its time is up, as Lambda does. */
  async invoke({ requestId, event, timeoutMs }: Invocation): Promise<Outcome> {
    try {
      await this.ready;
    } catch (error) {
      return { error: error as FunctionError };
    }
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    if (this.isDead) return { error: this.deathCause ?? exitError(1) };
    this.current = { requestId, end: resolve };
    this.cpuMs = 0;
    const timer = setTimeout(() => this.kill(timeoutError(requestId, timeoutMs)), timeoutMs);
    this.worker.postMessage({
      requestId,
      event,
      deadlineMs: Date.now() + timeoutMs,
      traceId: traceIdNow(),
    });
    const outcome = await promise;
    clearTimeout(timer);
    return outcome;
  }

  /** Ends the worker at once; its current event fails with the given cause. */
  kill(cause: FunctionError = exitError(137)): void {
    this.die(cause);
    void this.worker.terminate();
  }

  private receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'line':
        this.options.onLine(message.text);
        break;
      case 'ready':
        this.initMs = performance.now() - this.startedAt;
        this.born.resolve();
        break;
      case 'initFailure':
        this.kill(message.error);
        break;
      case 'workBetweenEvents':
        this.options.onWorkBetweenEvents(message.work);
        break;
      case 'failure':
        this.cpuMs = message.cpuMs;
        this.answer(message.requestId, { error: message.error });
        break;
      case 'answer':
        this.cpuMs = message.cpuMs;
        this.answer(message.requestId, limited(message.payload));
    }
  }

  private answer(requestId: string, outcome: Outcome): void {
    if (this.current?.requestId !== requestId) return;
    const { end } = this.current;
    this.current = undefined;
    end(outcome);
  }

  /** An uncaught error; the worker's exit follows. */
  private remember(error: unknown): void {
    const { name = 'Error', message = String(error), stack = '' } = error as Error;
    const isOutOfMemory = (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.deathCause = {
      errorType: isOutOfMemory ? 'Runtime.OutOfMemory' : `Runtime.Uncaught${name}`,
      errorMessage: message,
      trace: stack.split('\n'),
    };
  }

  private die(cause: FunctionError): void {
    if (this.isDead) return;
    this.isDead = true;
    this.deathCause = cause;
    this.born.reject(cause);
    const { current } = this;
    this.current = undefined;
    current?.end({ error: cause });
  }
}

const limited = (payload: string): Outcome =>
  Buffer.byteLength(payload) <= payloadBytesMax
    ? { payload }
    : {
        error: {
          errorType: 'Function.ResponseSizeTooLarge',
          errorMessage: `Response payload size exceeded maximum allowed payload size (${payloadBytesMax} bytes).`,
          trace: [],
        },
      };

const exitError = (code: number): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage:
    code === 0
      ? 'Error: Runtime exited without providing a reason'
      : `Error: Runtime exited with error: ${code === 137 ? 'signal: killed' : `exit status ${code}`}`,
  trace: [],
});

const timeoutError = (requestId: string, timeoutMs: number): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
  trace: [],
});

const hexOf = (length: number): string =>
  Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');

const traceIdNow = (): string =>
  `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${hexOf(24)};Parent=${hexOf(16)};Sampled=0`;
