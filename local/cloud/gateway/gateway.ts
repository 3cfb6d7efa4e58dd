import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Assembly } from '../assembly/assembly.ts';
import type { Engines } from '../engines/engines.ts';
import { Users } from '../sign-in/users.ts';
import type { SentMail } from '../sources/mail-event.ts';
import { createAskDynamodb } from './ask-dynamodb.ts';
import { type Authorization, createAuthorization } from './authorization.ts';
import type { Surroundings } from './call.ts';
import { createCredentials, type RoleCredentials } from './credentials.ts';
import { createFaults, type GatewayFaults } from './faults.ts';
import { createForwarder } from './forward.ts';
import type { RoleGrants } from './grants.ts';
import { readRequest, sendReply } from './http-message.ts';
import { createMeter, type Meter } from './meter.ts';
import { createPassage } from './passage.ts';
import { TableWrites } from './table-writes.ts';
import { notImplemented } from './wire-error.ts';

export type { Fault } from './faults.ts';
export type { RoleGrants } from './grants.ts';

export type Gateway = {
  url: string;
  /** Credentials of a role; each instance (worker) gets its own. */
  credentialsFor(roleArn: string, instance?: string): RoleCredentials;
  /** Whether a role may do something that no call here needs; counts as a use of the right. */
  authorize(roleArn: string, action: string, resource: string): boolean;
  grants(): RoleGrants[];
  meter: Meter;
  faults: GatewayFaults;
  writes: TableWrites;
  stop(): Promise<void>;
};

export type GatewayOptions = {
  /** A function, since the assembly's addresses need the gateway's port. */
  assembly: () => Assembly;
  engines: Engines;
  /** SSM parameters by name. */
  secrets: Record<string, string>;
  /** The directory of the user pools; where left out, nobody is in it. */
  users?: Users;
  /** Takes events for functions that nobody waits for; where left out, there are none. */
  accept?: (functionArn: string, event: unknown) => void;
  /** Hears of every mail that SES accepts; where left out, nobody does. */
  mailSent?: (mail: SentMail) => void;
  port?: number;
  now?: () => Date;
};

/** Starts the gateway for all AWS calls: authenticates, authorises, meters, and injects faults. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const credentials = createCredentials();
  const meter = createMeter();
  const faults = createFaults();
  const writes = new TableWrites();
  const authorization = createAuthorization(options.assembly);
  const users = options.users ?? new Users();
  const forwarder = createForwarder();
  const askDynamodb = createAskDynamodb(
    forwarder,
    options.engines.dynamodb,
    () => options.assembly().region,
  );
  const passage = createPassage({
    credentials,
    meter,
    faults,
    writes,
    authorization,
    forwarder,
    engines: options.engines,
    now: options.now ?? (() => new Date()),
    surroundings: (): Surroundings => ({
      assembly: options.assembly(),
      secrets: options.secrets,
      users,
      askDynamodb,
      accept: options.accept ?? noFunctions,
      mailSent: options.mailSent ?? (() => {}),
    }),
  });
  // Never closes an idle connection: callers keep theirs as long, and could send into a closed one.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    serve(incoming, response, passage).catch((error: unknown) => {
      // A killed caller is not a failure of the gateway.
      if (!response.destroyed) console.error('The gateway failed on a call:', error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentialsFor: credentials.issue,
    authorize: (roleArn, action, resource) => isAllowed(authorization, roleArn, action, resource),
    grants: authorization.grants,
    meter,
    faults,
    writes,
    stop: () =>
      new Promise((resolve) => {
        forwarder.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function noFunctions(): never {
  throw notImplemented('any function to hand events to');
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  passage: ReturnType<typeof createPassage>,
): Promise<void> {
  const isHealthCheck =
    incoming.method === 'GET' && incoming.url === '/' && !incoming.headers.authorization;
  if (isHealthCheck) {
    response.end('ok');
    return;
  }
  const callerIsGone = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) callerIsGone.abort();
  });
  const request = await readRequest(incoming);
  const reply = await passage(request, callerIsGone.signal);
  if (reply === 'cut') response.destroy();
  else sendReply(response, reply, request.method);
}

function isAllowed(
  authorization: Authorization,
  roleArn: string,
  action: string,
  resource: string,
): boolean {
  try {
    authorization.demand(roleArn, [{ action, resource, context: {} }], 'json');
    return true;
  } catch {
    return false;
  }
}
