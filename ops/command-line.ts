import { parseArgs } from 'node:util';
import { type Stage, stages } from '#vocabulary/stages';
import type { Command, Given } from './command.ts';
import { commands } from './commands.ts';
import { UsageError } from './usage-error.ts';

export type Asked =
  | { kind: 'help'; text: string }
  | { kind: 'run'; command: Command; given: Given; stage: Stage | undefined };

const everywhere = { stage: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/** @throws UsageError for an unknown command, an unknown flag or too many words. */
export function readCommandLine(words: readonly string[]): Asked {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h')
    return { kind: 'help', text: helpOnAll() };
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`There is no command ${name}.\n\n${helpOnAll()}`);
  const { positionals, values } = parsed(name, command, rest);
  const { stage, help, ...flags } = values;
  if (help) return { kind: 'help', text: helpOn(name, command) };
  if (positionals.length > command.positionalsMax)
    throw new UsageError(`"${positionals.at(-1)}" is one argument too many.\n\n${command.usage}`);
  return { kind: 'run', command, given: { positionals, flags }, stage: stageNamed(stage) };
}

function parsed(name: string, command: Command, words: string[]) {
  try {
    const options = { ...command.flags, ...everywhere };
    const { positionals, values } = parseArgs({ args: words, options, allowPositionals: true });
    return { positionals, values: values as Given['flags'] };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${helpOn(name, command)}`);
  }
}

function stageNamed(text: string | boolean | undefined): Stage | undefined {
  if (text === undefined) return undefined;
  const stage = stages.find((known) => known === text);
  if (!stage) throw new UsageError(`--stage is one of ${stages.join(', ')}`);
  return stage;
}

const onStages = `
Without --stage it uses the local cloud (npm start; LOCAL_CLOUD names another folder than .local).
With --stage dev|staging|prod it uses that stage in the AWS account that you are signed in to, and
the admin's token in PEAGE_TOKEN.`;

function helpOnAll(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return [
    'npm run ops -- COMMAND [--stage STAGE]',
    ...lines,
    '\nCOMMAND --help explains one.',
    onStages,
  ].join('\n');
}

const helpOn = (name: string, { summary, usage }: Command): string =>
  `${name}: ${summary}\n\n${usage}\n${onStages}`;
