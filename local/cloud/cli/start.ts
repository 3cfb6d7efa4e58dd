import { join } from 'node:path';
import { demandFreePorts } from '../control/listen.ts';
import type { LocalCloud, LocalCloudOptions } from '../host.ts';
import { localDirectory } from './control-client.ts';
import { greeting } from './greeting.ts';
import { synthesise } from './synthesise.ts';
import { watchSources } from './watch-sources.ts';

type Ports = NonNullable<LocalCloudOptions['ports']>;

const assemblyDirectory = join(localDirectory, 'cdk.out');

/**
 * Starts everything, prints the addresses, and runs until Ctrl-C.
 *
 * With PORT=8080 the API uses 8080, the mailbox 8081, and the simulated providers the next six.
 */
export async function start(): Promise<void> {
  // Lambda runs in UTC.
  process.env.TZ = 'UTC';
  const ports = portsFrom(process.env.PORT);
  // Checked before the synthesis, which takes seconds.
  await demandFreePorts(Object.values(ports));
  const stopping = new AbortController();
  const { signal } = stopping;
  const starting = startCloud(ports, signal);
  const stop = async () => {
    if (signal.aborted) return;
    stopping.abort();
    await starting.then((started) => started.stop()).catch(() => {});
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const cloud = await starting.catch((error: Error) => {
    if (!signal.aborted) throw error;
  });
  if (!cloud || signal.aborted) return;
  watchSources(async () => {
    await synthesise(assemblyDirectory);
    cloud.reload();
  });
  console.log(greeting(cloud));
}

/** Synthesises the app, and starts everything that does not need it at the same time. */
async function startCloud(ports: Ports, signal: AbortSignal): Promise<LocalCloud> {
  const synthesised = synthesise(assemblyDirectory, { onStep: tellStep, signal });
  // May fail before anything awaits it.
  synthesised.catch(() => {});
  const { startLocalCloud } = await import('../host.ts');
  return startLocalCloud({
    directory: localDirectory,
    assemblyDirectory,
    synthesised,
    ports,
    retryDelaySeconds: 5,
    seedsPeople: true,
    onStep: tellStep,
  });
}

const tellStep = (text: string): void => console.log(`… ${text}`);

function portsFrom(text: string | undefined): Ports {
  if (!text) return {};
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_528)
    throw new Error(`PORT=${text} is not a port`);
  return {
    api: port,
    mailbox: port + 1,
    stripe: port + 2,
    paypal: port + 3,
    cinetpay: port + 4,
    external: port + 5,
    platform: port + 6,
    receiver: port + 7,
  };
}
