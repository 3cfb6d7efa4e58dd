import { randomUUID } from 'node:crypto';
import { Concurrency, throttled } from './concurrency.ts';
import type { Outcome } from './instance.ts';
import type { InvocationRecord, Invocations } from './invocations.ts';
import type { LocalFunction } from './local-function.ts';
import type { LogStore } from './log-store.ts';
import { Pool } from './pool.ts';
import { workerCode } from './worker-code.ts';

export type LambdaOptions = {
  logs: LogStore;
  invocations: Invocations;
  /** Variables of a new worker. */
  environmentOf: (definition: LocalFunction, instanceId: string) => Record<string, string>;
  /** Maximum concurrent workers of one function on this machine; further events wait. */
  concurrencyMax?: number;
  /** Maximum concurrent events of the whole account; further events are refused with a 429. */
  accountConcurrency?: number;
  onInvocation?: (record: InvocationRecord) => void;
};

export type Invoked = { requestId: string; outcome: Outcome };

const idleMs = 5 * 60_000;

/** The assembly's functions, each invoked by name or ARN. */
export class Lambda {
  private readonly options: LambdaOptions;
  private readonly concurrency: Concurrency;
  private pools = new Map<string, { definition: LocalFunction; pool: Pool }>();
  private readonly reaper: NodeJS.Timeout;

  constructor(definitions: readonly LocalFunction[], options: LambdaOptions) {
    this.options = options;
    this.concurrency = new Concurrency(options.accountConcurrency);
    // Compiled now, so that the first cold start does not include it.
    workerCode();
    this.use(definitions);
    this.reaper = setInterval(() => this.reap(), 30_000).unref();
  }

  /** Replaces code and variables; running events finish in their old workers. */
  use(definitions: readonly LocalFunction[]): void {
    this.concurrency.use(definitions);
    const old = this.pools;
    this.pools = new Map();
    for (const definition of definitions) {
      const existing = old.get(definition.arn);
      const isSame = existing && JSON.stringify(existing.definition) === JSON.stringify(definition);
      this.pools.set(
        definition.arn,
        isSame ? existing : { definition, pool: this.poolOf(definition) },
      );
      if (!isSame) existing?.pool.recycle();
    }
  }

  get names(): string[] {
    return [...this.pools.values()].map(({ definition }) => definition.name);
  }

  /** By ARN, by physical name or by `<area>/<verb-noun>`. */
  find(name: string): LocalFunction {
    return this.entry(name).definition;
  }

  /**
   * Runs a function once and resolves with its outcome; rejects only for an unknown name. Without
   * free concurrency the outcome is Lambda's 429, and the function does not run.
   */
  async invoke(name: string, event: unknown, requestId: string = randomUUID()): Promise<Invoked> {
    const { definition, pool } = this.entry(name);
    const payload = JSON.stringify(event);
    if (!this.concurrency.enter(definition.arn)) return { requestId, outcome: throttled };
    const ended = await pool
      .invoke(requestId, payload)
      .finally(() => this.concurrency.leave(definition.arn));
    const { outcome } = ended;
    const record = this.options.invocations.add({ function: definition.name, requestId, ...ended });
    if ('error' in outcome)
      this.options.logs.add(
        definition.name,
        JSON.stringify({ level: 'ERROR', requestId, message: outcome.error }),
      );
    this.report(definition, record);
    return { requestId, outcome };
  }

  /** Ends the warm workers of one function, or of all. */
  recycle(name?: string): void {
    const pools = name ? [this.entry(name).pool] : [...this.pools.values()].map(({ pool }) => pool);
    for (const pool of pools) pool.recycle();
  }

  /** Kills one worker, as when its machine dies. */
  kill(instanceId: string): void {
    for (const { pool } of this.pools.values()) if (pool.kill(instanceId)) return;
  }

  stop(): void {
    clearInterval(this.reaper);
    for (const { pool } of this.pools.values()) pool.stop();
    this.options.logs.flush();
  }

  private entry(name: string) {
    const byName = ({ definition }: { definition: LocalFunction }) =>
      definition.name === name || definition.functionName === name;
    const entry = this.pools.get(name) ?? [...this.pools.values()].find(byName);
    if (!entry)
      throw new Error(`There is no function ${name}; there are: ${this.names.join(', ')}`);
    return entry;
  }

  private poolOf(definition: LocalFunction): Pool {
    const { logs, concurrencyMax = 10, environmentOf } = this.options;
    const warnedAbout = new Set<string>();
    return new Pool({
      definition,
      environment: (instanceId) => environmentOf(definition, instanceId),
      onLine: (text) => logs.add(definition.name, text),
      onWorkBetweenEvents: (work) => {
        if (warnedAbout.has(work)) return;
        warnedAbout.add(work);
        console.error(`WARNING: ${definition.name} ${work} after its answer: AWS freezes it then`);
      },
      sizeMax: concurrencyMax,
      idleMs,
    });
  }

  /** Writes the line that Lambda's platform logs after an invocation. */
  private report({ name }: LocalFunction, record: InvocationRecord): void {
    const { requestId, durationMs, billedMs, initMs, error } = record;
    const text = JSON.stringify({
      time: new Date().toISOString(),
      type: 'platform.report',
      record: {
        requestId,
        status: error ? 'error' : 'success',
        errorType: error?.errorType,
        errorMessage: error?.errorMessage,
        metrics: { durationMs, billedDurationMs: billedMs, initDurationMs: initMs },
      },
    });
    this.options.logs.add(name, text);
    this.options.onInvocation?.(record);
  }

  private reap(): void {
    for (const { pool } of this.pools.values()) pool.reap(performance.now());
  }
}
