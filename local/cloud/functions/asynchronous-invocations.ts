import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
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

  /** Accepts an event; its caller never learns the result. */
  accept(functionArn: string, event: unknown): void {
    this.run(functionArn, event).catch((error: Error) => this.warn(functionArn, error.message));
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
    for (let attempts = 0; !signal.aborted; attempts += 1) {
      const soFar = { ...givenUp, attempts, outcome, at: new Date(now()) };
      if (attempts > retriesMax)
        return this.giveUp({ ...soFar, condition: 'RetriesExhausted' }, config);
      if (attempts > 0) {
        const delayMs = Math.min(retryDelayMs * attempts, retryDelayMsMax);
        await sleep(delayMs, undefined, { signal, ref: false }).catch(() => {});
        if (signal.aborted) return;
      }
      if (now() - acceptedAt > eventAgeMsMax)
        return this.giveUp({ ...soFar, condition: 'EventAgeExceeded' }, config);
      ({ outcome } = await lambda.invoke(functionArn, event, requestId));
      if (!('error' in outcome)) return;
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
