import type { Stage } from '#vocabulary/stages';
import { ApiRefusal, adminApi } from './api.ts';
import { readCommandLine } from './command-line.ts';
import type { ExitCode, Operator } from './operator.ts';
import type { Target } from './target.ts';
import { UsageError } from './usage-error.ts';

export type Surroundings = Omit<Operator, 'target' | 'api'> & {
  openTarget: (stage: Stage | undefined) => Promise<Target>;
  complain: (line: string) => void;
};

/** Runs the command line; reports any failure in one line. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { openTarget, complain, ...rest } = surroundings;
  try {
    const parsed = readCommandLine(words);
    if (parsed.kind === 'help') {
      rest.say(parsed.text);
      return 0;
    }
    const target = await openTarget(parsed.stage);
    const api = adminApi({ target, fetch: rest.fetch, pause: rest.pause });
    return await parsed.command.run({ ...rest, target, api }, parsed.given);
  } catch (error) {
    complain(complaintOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

function complaintOf(error: unknown): string {
  if (error instanceof ApiRefusal && error.isOfTheCaller)
    return `Not authenticated (${error.code}): ${error.message}. A token is valid for an hour; get a new one.`;
  if (error instanceof ApiRefusal) return `Refused (${error.code}): ${error.message}`;
  return (error as Error).message;
}
