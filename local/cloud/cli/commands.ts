import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ask } from './control-client.ts';
import { fault } from './fault.ts';
import { grants } from './grants.ts';
import { logs } from './logs.ts';
import { queues } from './queues.ts';
import { start } from './start.ts';

export const usage = `npm run local -- COMMAND
  start                                      start everything here (npm start)
  schedule NAME [--at ISO-TIME]              run a schedule now, as if it were due then
  grants                                     what each role used, was refused, never used
  token [--role admin|finance] [--email E]   a token of a signed-in person; by address alone a member’s
  logs [FUNCTION]                            follow the logs
  invoke FUNCTION [EVENT-FILE]               run a function once; with its sample if none is named
  queues [redrive NAME]                      what waits, and what died
  mail FATE ADDRESS                          what becomes of the last mail: bounce, complain, …
  fault KIND [name=value …] | list | clear   make calls to AWS fail`;

/** The commands of the local cloud's command line. */
export const commands: Record<string, (parameters: string[]) => Promise<void>> = {
  start,
  schedule,
  grants,
  token,
  logs: ([name]) => logs(name),
  invoke,
  queues,
  mail,
  fault,
};

type Invoked = { requestId: string; result?: unknown; error?: { errorMessage: string } };

async function schedule(parameters: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: parameters,
    options: { at: { type: 'string' } },
    allowPositionals: true,
  });
  const [name] = positionals;
  if (!name) {
    for (const known of await ask<string[]>('/schedules')) console.log(known);
    return;
  }
  show(name, await ask<Invoked>(`/schedules/${encodeURIComponent(name)}`, { at: values.at }));
}

async function token(parameters: string[]): Promise<void> {
  const { values } = parseArgs({
    args: parameters,
    options: {
      role: { type: 'string' },
      email: { type: 'string' },
    },
  });
  const { email, role = email === undefined ? 'admin' : undefined } = values;
  const minted = await ask<{ token: string }>('/tokens', { role, email });
  console.log(minted.token);
}

async function invoke([name, file]: string[]): Promise<void> {
  if (!name) throw new Error('invoke FUNCTION [EVENT-FILE]');
  const sample = `events/${name.replace('/', '.')}.json`;
  const event = JSON.parse(readFileSync(file ?? sample, 'utf8'));
  show(name, await ask<Invoked>(`/functions/${encodeURIComponent(name)}/invoke`, event));
}

async function mail([fate, address]: string[]): Promise<void> {
  if (!fate || !address) throw new Error('mail FATE ADDRESS');
  const path = `/mails/${encodeURIComponent(address)}/${encodeURIComponent(fate)}`;
  const { messageId, told } = await ask<{ messageId: string; told: number }>(path, {});
  console.log(`${messageId}: ${told} functions were told`);
}

function show(name: string, { result, error }: Invoked): void {
  if (error) throw new Error(JSON.stringify(error, null, 2));
  const answers = result !== undefined && result !== null;
  console.log(answers ? JSON.stringify(result, null, 2) : `${name} is done.`);
}
