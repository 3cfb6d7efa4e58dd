import { readFileSync } from 'node:fs';
import type { LogLine } from '../../../local/cloud/functions/log-store.ts';
import { directory } from './bench-cloud.ts';

/** One invocation, as the platform's report tells it. */
export type Report = {
  function: string;
  startedAt: number;
  endedAt: number;
  durationMs: number;
  isCold: boolean;
};

export type Seen = { line: LogLine; report?: Report };

/**
 * Follows the functions' logs as they are written: unlike asking again and again, it costs the
 * measured cloud almost nothing.
 */
export class Watch {
  private seen: Seen[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly leaving = new AbortController();

  private constructor() {}

  static async begin(): Promise<Watch> {
    const { url } = JSON.parse(readFileSync(`${directory}/control.json`, 'utf8'));
    const watch = new Watch();
    const response = await fetch(`${url}/logs?follow=1`, { signal: watch.leaving.signal });
    void watch.read(response.body as AsyncIterable<Uint8Array>);
    return watch;
  }

  /** Forgets what was seen so far. */
  restart(): void {
    this.seen = [];
  }

  /** Waits until what was seen since the last restart satisfies, and gives what `look` found. */
  async until<Found>(
    look: (seen: readonly Seen[]) => Found | undefined | false,
    what: string,
    withinMs = 20_000,
  ): Promise<Found> {
    const until = Date.now() + withinMs;
    for (;;) {
      const found = look(this.seen);
      if (found) return found;
      if (Date.now() > until) throw new Error(`${what} within ${withinMs / 1000} s`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1_000);
        this.waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  end(): void {
    this.leaving.abort();
  }

  private async read(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const text of lines) this.add(JSON.parse(text) as LogLine);
        for (const wake of this.waiting) wake();
        this.waiting.clear();
      }
    } catch (error) {
      if (!this.leaving.signal.aborted) throw error;
    }
  }

  private add(line: LogLine): void {
    this.seen.push({ line, report: reportIn(line) });
  }
}

function reportIn({ function: name, text }: LogLine): Report | undefined {
  if (!text.includes('"platform.report"')) return undefined;
  const { time, record } = JSON.parse(text);
  const { durationMs, initDurationMs = 0 } = record.metrics;
  const endedAt = Date.parse(time);
  return {
    function: name,
    endedAt,
    startedAt: endedAt - durationMs - initDurationMs,
    durationMs,
    isCold: initDurationMs > 0,
  };
}

export const reportsOf = (seen: readonly Seen[], name?: string): Report[] =>
  seen.flatMap(({ report }) =>
    report && (name === undefined || report.function === name) ? [report] : [],
  );

/** How many times a function wrote this message. */
export const countOf = (seen: readonly Seen[], name: string, message: string): number =>
  seen.filter(({ line }) => line.function === name && line.text.includes(`"message":"${message}"`))
    .length;
