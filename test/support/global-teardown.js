import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { mainFlows } from './main-flows.ts';

/** Stops the local clouds and waits until everything that they started is gone. */
export default async function tearDown(_options, { displayName }) {
  const clouds = globalThis.__LOCAL_CLOUDS__ ?? [];
  if (displayName.name === 'local') await Promise.all(clouds.map(keepGrants));
  await Promise.all(clouds.map(({ cloud }) => stop(cloud)));
}

async function keepGrants({ directory }) {
  const { url } = JSON.parse(readFileSync(`${directory}/control.json`, 'utf8'));
  const answer = await fetch(`${url}/grants`);
  mkdirSync(mainFlows, { recursive: true });
  writeFileSync(`${mainFlows}/grants-${basename(directory)}.json`, await answer.text());
}

async function stop(cloud) {
  if (cloud.exitCode !== null) return;
  const gone = new Promise((resolve) => cloud.once('exit', resolve));
  cloud.kill('SIGTERM');
  await gone;
}
