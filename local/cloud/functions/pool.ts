import { randomUUID } from 'node:crypto';
import { Instance, type Outcome } from './instance.ts';
import type { LocalFunction } from './local-function.ts';

export type PoolOptions = {
  definition: LocalFunction;
  /** Variables of a new worker; each gets its own credentials. */
  environment: (instanceId: string) => Record<string, string>;
  onLine: (text: string) => void;
  onWorkBetweenEvents: (work: string) => void;
  /** Maximum concurrent workers; further events wait. */
  sizeMax: number;
  idleMs: number;
};

export type PoolOutcome = {
  outcome: Outcome;
  startedAt: Date;
  /** Without the wait for a worker and without the worker's start. */
  durationMs: number;
  /** Processor time within the duration. */
  cpuMs: number;
  /** The worker's start time, when this was its first event. */
  initMs: number | undefined;
};

type Idle = { instance: Instance; since: number };

/** The workers of one function: kept warm, added when all are busy, removed when long unused. */
export class Pool {
  private readonly options: PoolOptions;
  private readonly idle: Idle[] = [];
  /** With the generation in which each was created. */
  private readonly busy = new Map<Instance, number>();
  private generation = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(options: PoolOptions) {
    this.options = options;
  }

  get size(): number {
    return this.idle.length + this.busy.size;
  }

  /** Runs one event in a worker that handles nothing else meanwhile. */
  async invoke(requestId: string, event: string): Promise<PoolOutcome> {
    while (this.idle.length === 0 && this.busy.size >= this.options.sizeMax)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    const { instance, isNew } = this.take();
    const startedAt = new Date();
    const before = performance.now();
    const timeoutMs = this.options.definition.timeoutSeconds * 1000;
    const outcome = await instance.invoke({ requestId, event, timeoutMs });
    this.giveBack(instance);
    const initMs = isNew ? instance.initMs : undefined;
    const durationMs = performance.now() - before - (initMs ?? 0);
    return { outcome, startedAt, durationMs, cpuMs: instance.cpuMs, initMs };
  }

  /** Ends the workers, busy ones after their event, so that the next events start cold. */
  recycle(): void {
    this.generation += 1;
    for (const { instance } of this.idle.splice(0)) instance.kill();
  }

  /** Kills a worker during its work; returns false when it is not in this pool. */
  kill(instanceId: string): boolean {
    const victim = [...this.busy.keys(), ...this.idle.map(({ instance }) => instance)].find(
      ({ id }) => id === instanceId,
    );
    victim?.kill();
    return victim !== undefined;
  }

  reap(now: number): void {
    const isStale = ({ since }: Idle) => now - since > this.options.idleMs;
    while (this.idle[0] && isStale(this.idle[0])) this.idle.shift()!.instance.kill();
  }

  stop(): void {
    this.recycle();
    for (const instance of this.busy.keys()) instance.kill();
  }

  /** Takes the most recently used worker, so that the others can expire. */
  private take(): { instance: Instance; isNew: boolean } {
    while (this.idle.length > 0) {
      const { instance } = this.idle.pop()!;
      if (instance.isDead) continue;
      this.busy.set(instance, this.generation);
      return { instance, isNew: false };
    }
    const { definition, environment, onLine, onWorkBetweenEvents } = this.options;
    const id = randomUUID();
    const instance = new Instance(definition, {
      ...{ id, environment: environment(id), onLine, onWorkBetweenEvents },
    });
    this.busy.set(instance, this.generation);
    return { instance, isNew: true };
  }

  private giveBack(instance: Instance): void {
    const isCurrent = this.busy.get(instance) === this.generation;
    this.busy.delete(instance);
    if (!isCurrent) instance.kill();
    if (!instance.isDead) this.idle.push({ instance, since: performance.now() });
    this.waiting.shift()?.();
  }
}
