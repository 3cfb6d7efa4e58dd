import { readFileSync } from 'node:fs';
import { localDirectory } from '../cloud/cli/control-client.ts';
import { synthesise } from '../cloud/cli/synthesise.ts';
import { type Endpoints, startLocalCloud } from '../cloud/host.ts';

/** Where a demo writes. */
export const directory = '.local/demo';

const withinMs = 60_000;

export type Cloud = { endpoints: Endpoints; controlUrl: string; stop?: () => Promise<void> };

export type Mail = {
  subject: string;
  destination: { to: string[] };
  attachments: unknown[];
  body: { text?: string };
};

/** The running local cloud (`npm start`), or else one that the demo starts. */
export const openCloud = async (): Promise<Cloud> => (await runningCloud()) ?? (await ownCloud());

async function runningCloud(): Promise<Cloud | undefined> {
  try {
    const file = `${localDirectory}/control.json`;
    const { url: controlUrl } = JSON.parse(readFileSync(file, 'utf8'));
    const endpoints = (await (await fetch(`${controlUrl}/endpoints`)).json()) as Endpoints;
    console.log('In the local cloud that runs here.\n');
    return { controlUrl, endpoints };
  } catch {
    return undefined;
  }
}

async function ownCloud(): Promise<Cloud> {
  console.log('Starting a local cloud for this demo …\n');
  const assemblyDirectory = `${directory}/cdk.out`;
  const synthesised = synthesise(assemblyDirectory);
  return startLocalCloud({ directory, assemblyDirectory, synthesised, clockSchedules: false });
}

/** Runs a demo, reports a failure, and stops what it started. */
export async function demonstrateIn(
  cloud: Cloud,
  demonstrate: (cloud: Cloud) => Promise<void>,
): Promise<never> {
  try {
    await demonstrate(cloud);
  } catch (error) {
    console.error(`The demo failed: ${(error as Error).message}`);
    process.exitCode = 1;
  } finally {
    await cloud.stop?.();
  }
  // Open connections would keep the process alive for some seconds.
  process.exit();
}

export async function mailsTo({ endpoints }: Cloud, email: string): Promise<Mail[]> {
  const response = await fetch(`${endpoints.mailbox}/store`);
  const { emails } = (await response.json()) as { emails: Mail[] };
  return emails.filter(({ destination }) => destination.to.includes(email));
}

/** @throws Error that names what did not happen in time. */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | undefined | false>,
): Promise<Found> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`${what} did not come within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
