import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Json, type Mail, request } from './cloud.ts';

const directory = '.local/test';

/** The folders of all clouds that this run of the tests has used. */
export const cloudDirectories: string[] = process.env.LOCAL_CLOUD
  ? [process.env.LOCAL_CLOUD]
  : readdirSync(directory)
      .filter((name) => existsSync(`${directory}/${name}/control.json`))
      .map((name) => `${directory}/${name}`);

const read = (cloud: string, name: string) => JSON.parse(readFileSync(`${cloud}/${name}`, 'utf8'));

/** Asks one cloud itself. */
export const askControl = async (cloud: string, path: string): Promise<Json> =>
  (await request('GET', `${read(cloud, 'control.json').url}${path}`)).body;

/** All that its functions ever wrote, line by line: what is in files, and what is not yet. */
export async function linesOf(cloud: string): Promise<string[]> {
  const files = readdirSync(`${cloud}/logs`).map((file) =>
    readFileSync(`${cloud}/logs/${file}`, 'utf8'),
  );
  const { text } = await request('GET', `${read(cloud, 'control.json').url}/logs`);
  return [...files, text].flatMap((some) => some.split('\n')).filter((line) => line !== '');
}

/** All that was sent. */
export async function everyMailOf(cloud: string): Promise<Mail[]> {
  const { body } = await request('GET', `${read(cloud, 'endpoints.json').mailbox}/store`);
  return body.emails as Mail[];
}

/** All that went to an address. */
export const mailsOf = async (cloud: string, to: string): Promise<Mail[]> =>
  (await everyMailOf(cloud)).filter(({ destination }) => destination.to.includes(to));

export const apiKeyOf = (cloud: string): string => read(cloud, 'endpoints.json').apiKey;

/** Longer than a worker takes from one file to the next. */
const quietMs = 5_000;

/** Waits until no other worker runs a test any more. */
export async function othersAreDone(): Promise<void> {
  const running = () =>
    existsSync(`${directory}/running`) ? readdirSync(`${directory}/running`) : [];
  for (let quietSince = Date.now(); Date.now() - quietSince < quietMs; ) {
    if (running().length > 0) quietSince = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
