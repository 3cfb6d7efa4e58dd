import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import type { Engine } from './dynamodb-local.ts';

/** More than any object of the product. */
const objectBytesMax = 100 * 1024 * 1024;

/** Starts SQS and S3 by hand, since fauxqs' own start would listen on every interface. */
export async function startQueuesAndStorage(): Promise<Engine> {
  const app = buildApp({ logger: false });
  // Its own limit is 11 MiB, for the parts of an upload; a single object may have more.
  app.removeContentTypeParser('*');
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: objectBytesMax },
    (_request: unknown, body: unknown, done: (error: null, body: unknown) => void) =>
      done(null, body),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => app.close() };
}
