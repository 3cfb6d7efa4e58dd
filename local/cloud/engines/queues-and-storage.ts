import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import type { Engine } from './dynamodb-local.ts';

/** Starts SQS and S3 by hand, since fauxqs' own start would listen on every interface. */
export async function startQueuesAndStorage(): Promise<Engine> {
  const app = buildApp({ logger: false });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => app.close() };
}
