import type { AddressInfo } from 'node:net';
import ses from 'aws-ses-v2-local';
import type { Engine } from './dynamodb-local.ts';

/** Starts the mailbox that takes SES's calls; its root shows the mails in a browser. */
export async function startMailbox(port = 0): Promise<Engine> {
  const server = await ses.default({ host: '127.0.0.1', port });
  const address = server.address() as AddressInfo | null;
  if (!address) throw new Error(`The mailbox's port ${port} is taken; free it or name another`);
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
