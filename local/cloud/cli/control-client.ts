import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of `npm start`; another local cloud is selected by its folder. */
export const localDirectory = process.env.LOCAL_CLOUD ?? '.local';

class NothingRuns extends Error {
  constructor() {
    super('Nothing runs here: start it with npm start');
  }
}

/** Calls the running local cloud; a `body` makes the call a POST. */
export async function ask<Answer>(path: string, body?: unknown, method?: string): Promise<Answer> {
  const response = await open(path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer & { message?: string };
  if (!response.ok)
    throw new Error(answer.message ?? `The local cloud answered ${response.status}`);
  return answer;
}

export async function open(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(`${controlUrl()}${path}`, init);
  } catch (error) {
    if (error instanceof NothingRuns) throw error;
    throw new NothingRuns();
  }
}

function controlUrl(): string {
  try {
    const file = readFileSync(join(localDirectory, 'control.json'), 'utf8');
    return (JSON.parse(file) as { url: string }).url;
  } catch {
    throw new NothingRuns();
  }
}
