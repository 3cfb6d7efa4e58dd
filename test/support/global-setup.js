import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mainFlows } from './main-flows.ts';
import ownTemporaryFolder from './own-temporary-folder.js';

/** A local cloud for each of jest's workers, so that none sees what another does. */
export default async function setUp({ maxWorkers }, { displayName }) {
  ownTemporaryFolder();
  rmSync('.local/test', { recursive: true, force: true });
  if (displayName.name === 'local') rmSync(mainFlows, { recursive: true, force: true });
  globalThis.__LOCAL_CLOUDS__ = [];
  const [first, ...others] = Array.from({ length: maxWorkers }, (_, i) => `.local/test/${i + 1}`);
  // It synthesises what all of them run.
  await start(first);
  await Promise.all(others.map(start));
}

async function start(directory) {
  const cloud = spawn('node', ['test/support/start-cloud.ts', directory, '.local/test/cdk.out'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  globalThis.__LOCAL_CLOUDS__.push({ cloud, directory });
  await new Promise((resolve, reject) => {
    cloud.stdout.on('data', (chunk) => String(chunk).includes('ready') && resolve(undefined));
    cloud.once('exit', (code) => reject(new Error(`the local cloud ended with ${code}`)));
  });
}
