import type { Api } from './api.ts';
import type { Target } from './target.ts';
import type { ExplainUsage } from './usage-events/explain-usage.ts';

/** What every command can use. */
export type Operator = {
  target: Target;
  api: Api;
  /** For calls to providers and to the API's open addresses. */
  fetch: typeof fetch;
  explainUsage: ExplainUsage;
  now: () => Date;
  /** Waits this many milliseconds. */
  pause: (ms: number) => Promise<void>;
  randomKey: () => string;
  /** Prints a line of the result. */
  say: (line: string) => void;
  /** Whether a person, not a program, reads the output. */
  isTerminal: boolean;
  /** Shows the progress, in place of the previous one. */
  showProgress: (done: number, all: number) => void;
};

/** Exit codes: 0 all done, 1 something not done, 2 a wrong command line. */
export type ExitCode = 0 | 1 | 2;
