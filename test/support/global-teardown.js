/** Stops the local cloud and waits until everything that it started is gone. */
export default async function tearDown() {
  const cloud = globalThis.__LOCAL_CLOUD__;
  if (!cloud || cloud.exitCode !== null) return;
  const gone = new Promise((resolve) => cloud.once('exit', resolve));
  cloud.kill('SIGTERM');
  await gone;
}
