import type { Api } from './api.ts';
import type { Target } from './target.ts';
import type { ExplainUsage } from './usage-events/explain-usage.ts';

/** What a command works with. */
export type Operator = {
  target: Target;
  api: Api;
  /** For what is asked of providers, and of the API's open addresses. */
  fetch: typeof fetch;
  explainUsage: ExplainUsage;
  now: () => Date;
  randomKey: () => string;
  /** A line of the result. */
  say: (line: string) => void;
  /** Whether a person reads the result, and no program. */
  isTerminal: boolean;
  /** How far it is; replaces what was shown before. */
  showProgress: (done: number, all: number) => void;
};

/** What the process ends with: all done, something not done, or a wrong command line. */
export type ExitCode = 0 | 1 | 2;
