import { spawn } from 'node:child_process';

/** Starts the local cloud once for the whole suite. */
export default async function setUp() {
  const cloud = spawn('node', ['test/support/start-cloud.ts', '.local/test'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  globalThis.__LOCAL_CLOUD__ = cloud;
  await new Promise((resolve, reject) => {
    cloud.stdout.on('data', (chunk) => String(chunk).includes('ready') && resolve(undefined));
    cloud.once('exit', (code) => reject(new Error(`the local cloud ended with ${code}`)));
  });
}
