import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isThrottled } from './concurrency.ts';
import { destinationRecord, type GivenUpEvent } from './destination-record.ts';
import { type EventInvokeConfig, eventInvokeDefaults } from './event-invoke-config.ts';
import type { Outcome } from './instance.ts';
import type { Lambda } from './lambda.ts';

export type AsynchronousInvocationsOptions = {
  lambda: Pick<Lambda, 'invoke'>;
  /** Sends a record to a function's on-failure destination, with the function's own role. */
  send: (record: object, functionArn: string, destinationArn: string) => Promise<void>;
  /** The longest wait before a retry; Lambda's own when absent. */
  retryDelayMsMax?: number;
  now?: () => number;
};

/** Lambda waits one minute before the second attempt, and two before the third. */
const retryDelayMs = 60_000;

/** A refused event is tried again after one second, then ever later, up to five minutes. */
const throttleDelayMs = 1_000;
const throttleDelayMsMax = 5 * 60_000;

/**
 * Asynchronous events: Lambda accepts them at once and runs them later. A failed event is retried
 * by the function's own configuration, and then goes to its on-failure destination; without one it
 * is lost, as on AWS.
 */
export class AsynchronousInvocations {
  private readonly options: AsynchronousInvocationsOptions;
  private readonly stopping = new AbortController();
  private configs: ReadonlyMap<string, EventInvokeConfig> = new Map();

  constructor(options: AsynchronousInvocationsOptions) {
    this.options = options;
  }

  use(configs: ReadonlyMap<string, EventInvokeConfig>): void {
    this.configs = configs;
  }

  stop(): void {
    this.stopping.abort();
  }

  /**
   * Accepts an event; its caller never learns the result.
   *
   * @returns when the event is done or given up. Only tests wait for it, and it never rejects.
   */
  accept(functionArn: string, event: unknown): Promise<void> {
    return this.run(functionArn, event).catch((error: Error) =>
      this.warn(functionArn, error.message),
    );
  }

  private async run(functionArn: string, event: unknown): Promise<void> {
    const { lambda, retryDelayMsMax = Infinity, now = Date.now } = this.options;
    const { signal } = this.stopping;
    const config = this.configs.get(functionArn) ?? eventInvokeDefaults;
    const { retriesMax, eventAgeMsMax } = config;
    const acceptedAt = now();
    const requestId = randomUUID();
    const givenUp = { requestId, functionArn, event };
    let outcome: Outcome | undefined;
    let refusals = 0;
    for (let attempts = 0; !signal.aborted; ) {
      const soFar = { ...givenUp, attempts, outcome, at: new Date(now()) };
      if (attempts > retriesMax)
        return this.giveUp({ ...soFar, condition: 'RetriesExhausted' }, config);
      const ownDelayMs =
        refusals > 0
          ? Math.min(throttleDelayMs * 2 ** (refusals - 1), throttleDelayMsMax)
          : retryDelayMs * attempts;
      if (ownDelayMs > 0) {
        const delayMs = Math.min(ownDelayMs, retryDelayMsMax);
        await sleep(delayMs, undefined, { signal, ref: false }).catch(() => {});
        if (signal.aborted) return;
      }
      if (now() - acceptedAt > eventAgeMsMax)
        return this.giveUp({ ...soFar, condition: 'EventAgeExceeded' }, config);
      const invoked = await lambda.invoke(functionArn, event, requestId);
      if (!('error' in invoked.outcome)) return;
      // The function never saw a refused event: only the event's age ends these tries.
      const isRefused = isThrottled(invoked.outcome);
      refusals = isRefused ? refusals + 1 : 0;
      if (isRefused) continue;
      attempts += 1;
      ({ outcome } = invoked);
    }
  }

  private async giveUp(givenUp: GivenUpEvent, { onFailureArn }: EventInvokeConfig): Promise<void> {
    const { functionArn, condition, attempts } = givenUp;
    const fate = onFailureArn ? 'goes to its destination' : 'is lost, as it would be on AWS';
    this.warn(functionArn, `an event ${fate}: ${condition} after ${attempts} tries`);
    if (onFailureArn)
      await this.options.send(destinationRecord(givenUp), functionArn, onFailureArn);
  }

  private warn(functionArn: string, text: string): void {
    if (!this.stopping.signal.aborted)
      console.error(`WARNING: ${functionArn.split(':').at(-1)}: ${text}`);
  }
}
