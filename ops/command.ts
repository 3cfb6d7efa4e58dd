import type { ParseArgsConfig } from 'node:util';
import type { ExitCode, Operator } from './operator.ts';

/** The arguments of a command; the command declares every flag. */
export type Given = {
  positionals: string[];
  flags: Record<string, string | boolean | undefined>;
};

/** A command of the operator's tool. */
export type Command = {
  /** One line for the list of commands. */
  summary: string;
  usage: string;
  flags: NonNullable<ParseArgsConfig['options']>;
  positionalsMax: number;
  /** @throws UsageError when the arguments contradict each other. */
  run(operator: Operator, given: Given): Promise<ExitCode>;
};

/** The text of a flag, undefined when it was not given. */
export const textFlag = ({ flags }: Given, name: string): string | undefined => {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
};
