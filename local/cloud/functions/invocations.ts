import type { Outcome } from './instance.ts';

/** The figures of one invocation, as in Lambda's report line. */
export type InvocationRecord = {
  function: string;
  requestId: string;
  startedAt: string;
  durationMs: number;
  /** Processor time within the duration. */
  cpuMs: number;
  /** Whole milliseconds, including the start, which Lambda bills too. */
  billedMs: number;
  /** Only for a worker's first event. */
  initMs?: number;
  error?: { errorType: string; errorMessage: string };
};

export type Ended = {
  function: string;
  requestId: string;
  startedAt: Date;
  durationMs: number;
  cpuMs: number;
  initMs: number | undefined;
  outcome: Outcome;
};

const recordsMax = 10_000;
const rounded = (milliseconds: number): number => Math.round(milliseconds * 100) / 100;

/** The last invocations, oldest first. */
export class Invocations {
  private readonly records: InvocationRecord[] = [];

  add({ outcome, durationMs, cpuMs, initMs, startedAt, ...rest }: Ended): InvocationRecord {
    const record: InvocationRecord = {
      ...rest,
      startedAt: startedAt.toISOString(),
      durationMs: rounded(durationMs),
      cpuMs: rounded(cpuMs),
      billedMs: Math.ceil(durationMs + (initMs ?? 0)),
    };
    if (initMs !== undefined) record.initMs = rounded(initMs);
    if ('error' in outcome) {
      const { errorType, errorMessage } = outcome.error;
      record.error = { errorType, errorMessage };
    }
    this.records.push(record);
    if (this.records.length > recordsMax * 2) this.records.splice(0, recordsMax);
    return record;
  }

  last(): InvocationRecord[] {
    return this.records.slice(-recordsMax);
  }
}
