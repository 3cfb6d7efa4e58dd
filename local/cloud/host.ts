import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type ProviderPorts,
  providerOrigins,
  startSimulatedProviders,
} from '../providers/providers.ts';
import { type Assembly, readAssembly } from './assembly/assembly.ts';
import { startControlServer } from './control/control-server.ts';
import { demandFreePorts } from './control/listen.ts';
import { queueDesk } from './control/queues.ts';
import { RunningApp } from './control/running-app.ts';
import { type Endpoints, seedApiKey } from './control/seed-api-key.ts';
import { type SeededPerson, seedPeople } from './control/seed-people.ts';
import { Stoppers } from './control/stoppers.ts';
import { createResources } from './engines/create-resources.ts';
import { type Engines, localAccount, startEngines } from './engines/engines.ts';
import { secretsOf } from './functions/secrets.ts';
import { createTaskRoot } from './functions/task-root.ts';
import { workerCode } from './functions/worker-code.ts';
import { startGateway } from './gateway/gateway.ts';
import { startApiServer } from './http-api/api-server.ts';
import type { ThrottleLimits } from './http-api/throttle.ts';
import { domainsPath } from './sign-in/server.ts';
import { type SignIn, startSignIn } from './sign-in/sign-in.ts';
import { userPoolsOf } from './sign-in/user-pool.ts';

export type { Endpoints } from './control/seed-api-key.ts';

export type LocalCloudOptions = {
  /** The folder for logs and addresses: `.local`, or `.local/test`. */
  directory: string;
  /** The synthesised app: `cdk.out`. */
  assemblyDirectory: string;
  /** Awaited before the assembly is read; everything that does not need it starts meanwhile. */
  synthesised?: Promise<void>;
  /** Free ports where absent. */
  ports?: { api?: number; mailbox?: number } & ProviderPorts;
  /** Retries failed work after this time; after the queue's visibility time-out when absent. */
  retryDelaySeconds?: number;
  /** Whether schedules also run by the clock (the default), or only on request. */
  clockSchedules?: boolean;
  /** Whether there are people who can sign in from the start. */
  seedsPeople?: boolean;
  /** Replaces the stage's limits, for load tests. */
  throttle?: ThrottleLimits;
  /** Maximum concurrent workers of one function on this machine; further events wait. */
  concurrencyMax?: number;
  /** Lambda's concurrency quota of the account; further events are refused with a 429. */
  accountConcurrency?: number;
  /** Called at the start of each step that takes a while. */
  onStep?: (text: string) => void;
};

export type LocalCloud = {
  endpoints: Endpoints;
  controlUrl: string;
  /** Who can sign in from the start. */
  people: SeededPerson[];
  /** The engines behind the gateway, for reading stored data without any role. */
  engines: Engines;
  /** Loads the current assembly: new code, routes and mappings. Stored data stays. */
  reload(): void;
  stop(): Promise<void>;
};

const region = 'eu-west-3';
const cognito = `https://cognito-idp.${region}.amazonaws.com`;
const cognitoPages = `https://*.auth.${region}.amazoncognito.com`;

/** Starts the synthesised app on this machine. A failed start leaves nothing running. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const stoppers = new Stoppers();
  try {
    return await start(options, stoppers);
  } catch (error) {
    await stoppers.stop();
    throw error;
  }
}

async function start(options: LocalCloudOptions, stoppers: Stoppers): Promise<LocalCloud> {
  const { directory, onStep = () => {} } = options;
  const assemblyDirectory = resolve(options.assemblyDirectory);
  rmSync(join(directory, 'logs'), { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  onStep('starting DynamoDB, queues, storage, mailbox, sign-in and the simulated providers');
  // A failure is reported once the servers are up and can be stopped.
  options.synthesised?.catch(() => {});
  const servers = await startServers(options, stoppers);
  // Compiled during the synthesis, not after it.
  workerCode();
  await options.synthesised;
  const { engines, signIn, apiServer, providers } = servers;
  const secrets: Record<string, string> = {};
  let assembly: Assembly;
  const gateway = stoppers.add(
    await startGateway({
      assembly: () => assembly,
      engines,
      secrets,
      users: signIn.users,
      accept: (...event) => app.accept(...event),
      mailSent: (mail) => app.mailEvents.sent(mail),
    }),
  );
  const read = (): Assembly => {
    assembly = readAssembly({
      directory: assemblyDirectory,
      region,
      account: localAccount,
      gatewayUrl: gateway.url,
      apiUrl: apiServer.url,
      replaceOrigins: {
        ...providerOrigins(providers.urls, assemblyDirectory),
        [cognito]: signIn.url,
        [cognitoPages]: `${signIn.url}${domainsPath}/*`,
      },
    });
    signIn.usePools(userPoolsOf(assembly));
    // Secrets keep their values when the code is loaded again.
    Object.assign(secrets, { ...secretsOf(assembly), ...secrets });
    return assembly;
  };
  onStep('creating tables, queues and buckets');
  const taskRoot = stoppers.add(createTaskRoot());
  await createResources(read(), engines);
  const app = stoppers.add(new RunningApp({ ...options, taskRoot, gateway, engines, apiServer }));
  onStep('starting the functions, and what starts them');
  app.use(assembly!);
  if (options.clockSchedules !== false) app.schedules.startClock();
  const people = options.seedsPeople ? await peopleOf(apiServer.url, signIn) : [];
  const endpoints: Endpoints = {
    api: apiServer.url,
    web: apiServer.url,
    mailbox: engines.mailbox,
    apiKey: await seedApiKey(apiServer.url, await adminToken(signIn)),
    providers: providers.urls,
  };
  const queues = () => queueDesk(assembly, engines.queuesAndStorage);
  const { lambda, schedules, logs, invocations, mailEvents } = app;
  const accept: RunningApp['accept'] = (...event) => app.accept(...event);
  const controlled = {
    ...{ gateway, lambda, schedules, logs, invocations, signIn, mailEvents, accept },
  };
  const control = stoppers.add(
    await startControlServer({ ...controlled, queues, secrets, endpoints: () => endpoints }),
  );
  write(directory, 'control.json', { url: control.url, pid: process.pid, engines });
  write(directory, 'endpoints.json', endpoints);
  return {
    endpoints,
    controlUrl: control.url,
    people,
    engines,
    reload: () => app.use(read()),
    stop: () => forget(directory, stoppers),
  };
}

async function forget(directory: string, stoppers: Stoppers): Promise<void> {
  if (isOwn(directory))
    for (const file of ['control.json', 'endpoints.json'])
      rmSync(join(directory, file), { force: true });
  await stoppers.stop();
}

/** Servers that must listen before the assembly is read: variables contain their addresses. */
async function startServers({ ports = {}, directory }: LocalCloudOptions, stoppers: Stoppers) {
  await demandFreePorts(Object.values(ports));
  const apiServer = stoppers.add(await startApiServer(ports.api));
  const starting = [
    startEngines({ directory, mailboxPort: ports.mailbox }),
    startSignIn(),
    startSimulatedProviders(apiServer.url, ports),
  ] as const;
  // When one fails, those that start later must be stopped as well.
  for (const outcome of await Promise.allSettled(starting))
    if (outcome.status === 'fulfilled') stoppers.add(outcome.value);
  const [engines, signIn, providers] = await Promise.all(starting);
  return { apiServer, engines, signIn, providers };
}

/** Without them everything else still works. */
const peopleOf = async (api: string, signIn: SignIn): Promise<SeededPerson[]> =>
  seedPeople({ api, adminToken: await adminToken(signIn), addPerson: signIn.addPerson }).catch(
    (error: Error) => {
      console.error(`WARNING: nobody was made who can sign in: ${error.message}`);
      return [];
    },
  );

const adminToken = (signIn: SignIn): Promise<string> =>
  signIn.mint({ role: 'admin', email: 'admin@shop.example' });

const write = (directory: string, file: string, content: unknown): void =>
  writeFileSync(join(directory, file), `${JSON.stringify(content, null, 2)}\n`);

/** Another local cloud may have started since and replaced the addresses. */
function isOwn(directory: string): boolean {
  const file = join(directory, 'control.json');
  if (!existsSync(file)) return false;
  return (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid === process.pid;
}
