import { join } from 'node:path';
import { demandFreePorts } from '../control/listen.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../host.ts';
import { localDirectory } from './control-client.ts';
import { synthesise } from './synthesise.ts';
import { watchSources } from './watch-sources.ts';

/**
 * Starts everything, tells where it stands, and stays until Ctrl-C.
 *
 * With PORT=8080 the API takes 8080, the mailbox 8081, and the simulated providers the four after.
 */
export async function start(): Promise<void> {
  // Lambda runs in UTC.
  process.env.TZ = 'UTC';
  const ports = portsFrom(process.env.PORT);
  // Before the synthesis, which takes seconds.
  await demandFreePorts(Object.values(ports));
  const assemblyDirectory = join(localDirectory, 'cdk.out');
  await synthesise(assemblyDirectory, { onStep: tellStep });
  let isStopping = false;
  const starting = startLocalCloud({
    directory: localDirectory,
    assemblyDirectory,
    ports,
    retryDelaySeconds: 5,
    onStep: tellStep,
  });
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await starting.then((started) => started.stop()).catch(() => {});
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const cloud = await starting;
  watchSources(async () => {
    await synthesise(assemblyDirectory);
    cloud.reload();
  });
  tell(cloud);
}

const tellStep = (text: string): void => console.log(`… ${text}`);

function portsFrom(text: string | undefined): NonNullable<LocalCloudOptions['ports']> {
  if (!text) return {};
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_530)
    throw new Error(`PORT=${text} is no port`);
  return {
    api: port,
    mailbox: port + 1,
    stripe: port + 2,
    paypal: port + 3,
    cinetpay: port + 4,
    external: port + 5,
  };
}

function tell({ endpoints }: LocalCloud): void {
  console.log(`
  API                ${endpoints.api}
  result page        ${endpoints.web}/result
  mailbox            ${endpoints.mailbox}
  simulated Stripe   ${endpoints.providers.stripe}
  simulated PayPal   ${endpoints.providers.paypal}
  simulated CinetPay ${endpoints.providers.cinetpay}
  simulated partner  ${endpoints.providers.external}
  API key            ${endpoints.apiKey || '(none: see the warning above)'}

ready`);
}
