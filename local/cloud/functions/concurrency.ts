import type { Outcome } from './instance.ts';
import type { LocalFunction } from './local-function.ts';

/** Lambda's usual quota per account and region; new accounts may start with 10. */
const accountConcurrencyDefault = 1_000;

const throttleType = 'TooManyRequestsException';

/** Lambda's refusal to start another event: the function never runs, and nothing is billed. */
export const throttled: Outcome = {
  error: { errorType: throttleType, errorMessage: 'Rate Exceeded.', trace: [] },
};

export const isThrottled = (outcome: Outcome): boolean =>
  'error' in outcome && outcome.error.errorType === throttleType;

/**
 * Counts the events in progress. A function with reserved concurrency has exactly that much; the
 * others share the rest of the account's.
 */
export class Concurrency {
  private readonly accountMax: number;
  private readonly running = new Map<string, number>();
  private reserved = new Map<string, number>();

  constructor(accountMax = accountConcurrencyDefault) {
    this.accountMax = accountMax;
  }

  use(definitions: readonly LocalFunction[]): void {
    this.reserved = new Map(
      definitions.flatMap(({ arn, reservedConcurrency }) =>
        reservedConcurrency === undefined ? [] : [[arn, reservedConcurrency] as const],
      ),
    );
  }

  /** Takes one unit of concurrency; returns false when Lambda would answer with a 429. */
  enter(arn: string): boolean {
    const isAdmitted = this.runningIn(arn) < this.limitOf(arn);
    if (isAdmitted) this.running.set(arn, (this.running.get(arn) ?? 0) + 1);
    return isAdmitted;
  }

  leave(arn: string): void {
    this.running.set(arn, (this.running.get(arn) ?? 0) - 1);
  }

  private limitOf(arn: string): number {
    const allReserved = [...this.reserved.values()].reduce((sum, part) => sum + part, 0);
    return this.reserved.get(arn) ?? this.accountMax - allReserved;
  }

  /** Events of this function alone, or of all functions that share the unreserved rest. */
  private runningIn(arn: string): number {
    if (this.reserved.has(arn)) return this.running.get(arn) ?? 0;
    const shared = [...this.running].filter(([other]) => !this.reserved.has(other));
    return shared.reduce((sum, [, count]) => sum + count, 0);
  }
}
