import type { ParseArgsConfig } from 'node:util';
import type { ExitCode, Operator } from './operator.ts';

/** What was given to a command; every flag is one that the command names. */
export type Given = {
  positionals: string[];
  flags: Record<string, string | boolean | undefined>;
};

/** One thing that an operator can ask for. */
export type Command = {
  /** In one line, for the list of all. */
  summary: string;
  usage: string;
  flags: NonNullable<ParseArgsConfig['options']>;
  positionalsMax: number;
  /** @throws UsageError when what was given makes no sense together. */
  run(operator: Operator, given: Given): Promise<ExitCode>;
};

/** The text of a flag, undefined when it was not given. */
export const textFlag = ({ flags }: Given, name: string): string | undefined => {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
};
