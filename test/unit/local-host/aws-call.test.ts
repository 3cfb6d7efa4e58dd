import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awsCaller } from '../../../local/cloud/sources/aws-call.ts';

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' };

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A service that breaks the connection of its first calls, and answers those after them. */
async function breaking(times: number) {
  let asked = 0;
  const server = createServer((incoming, response) => {
    asked++;
    if (asked <= times) incoming.destroy();
    else response.end('{"Successful":[]}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const call = awsCaller({ url: `http://127.0.0.1:${port}`, region: 'eu-west-3', credentials });
  return { call, asked: () => asked };
}

const deletion = ['sqs', 'AmazonSQS.DeleteMessageBatch', { QueueUrl: 'q', Entries: [] }] as const;

test('a call whose connection breaks is made again', async () => {
  const { call, asked } = await breaking(2);
  expect(await call(...deletion)).toEqual({ Successful: [] });
  expect(asked()).toBe(3);
});

test('after three broken connections a service is given up', async () => {
  const { call, asked } = await breaking(9);
  await expect(call(...deletion)).rejects.toThrow(/hang up|ECONNRESET/);
  expect(asked()).toBe(3);
});

test('nothing is retried after the poller stops', async () => {
  const { call, asked } = await breaking(9);
  await expect(call(...deletion, AbortSignal.abort())).rejects.toThrow();
  expect(asked()).toBe(0);
});
