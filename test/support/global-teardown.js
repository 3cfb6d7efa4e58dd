/** Stops the local clouds and waits until everything that they started is gone. */
export default async function tearDown() {
  await Promise.all((globalThis.__LOCAL_CLOUDS__ ?? []).map(stop));
}

async function stop(cloud) {
  if (cloud.exitCode !== null) return;
  const gone = new Promise((resolve) => cloud.once('exit', resolve));
  cloud.kill('SIGTERM');
  await gone;
}
