import { createHash } from 'node:crypto';
import type { RandomBytes } from '#domain/clock';

/** A clock that stands still until the test moves it. */
export class SettableClock {
  #atMs: number;

  constructor(at = '2026-11-21T10:00:00.000Z') {
    this.#atMs = Date.parse(at);
  }

  readonly now = (): Date => new Date(this.#atMs);

  set(at: string): void {
    this.#atMs = Date.parse(at);
  }

  advance(byMs: number): void {
    this.#atMs += byMs;
  }
}

/** The time at which a test file began, for what compares it with the machine's own clock. */
export const stoppedNow = (): (() => Date) => new SettableClock(new Date().toISOString()).now;

/** Bytes that differ at every call and are the same in every run. */
export function seededBytes(seed = 'seed'): RandomBytes {
  let calls = 0;
  return (length) => {
    calls += 1;
    return createHash('sha512').update(`${seed}:${calls}`).digest().subarray(0, length);
  };
}

/** Tests wait for nothing. */
export const noPause = async (): Promise<void> => {};
