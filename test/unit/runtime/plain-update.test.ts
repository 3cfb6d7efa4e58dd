import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { plainUpdate } from '#runtime/plain-update';
import { Table } from '#stores/table';
import { DynamoTroubleStore } from '#stores/trouble-store';
import { troubleUpdate } from '#stores/trouble-update';

const at = new Date('2026-11-21T10:07:00.000Z');
const trouble = { kind: 'refused_signature', dimension: 'stripe', example: 'evt_1' } as const;

async function startTable(status: number) {
  const asked: { headers: Record<string, unknown>; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, stop: () => server.close() };
}

const before = { ...process.env };
beforeEach(() => {
  process.env.AWS_REGION = 'eu-west-3';
  process.env.AWS_ACCESS_KEY_ID = 'AKIAEXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = 'secret';
});
afterEach(() => {
  process.env = { ...before };
});

test('a function without the table’s client writes exactly what the table’s own client does', async () => {
  const sent: { input: object }[] = [];
  const client = { send: async (command: { input: object }) => sent.push(command) };
  const table = new Table(client as never, 'main');
  await new DynamoTroubleStore(table).add(trouble, at);
  const { asked, stop } = await startTable(200);
  await plainUpdate('main', troubleUpdate(trouble, at));
  stop();
  const { ReturnValuesOnConditionCheckFailure: _, ...wanted } = sent[0]!.input as Record<
    string,
    unknown
  >;
  expect(asked[0]!.body).toEqual(wanted);
  expect(asked[0]!.headers).toMatchObject({
    'x-amz-target': 'DynamoDB_20120810.UpdateItem',
    authorization: expect.stringMatching(/\/eu-west-3\/dynamodb\/aws4_request, /),
  });
});

test('a refused update is an error, of which the caller decides', async () => {
  const { stop } = await startTable(400);
  await expect(plainUpdate('main', troubleUpdate(trouble, at))).rejects.toThrow(
    'DynamoDB answered 400',
  );
  stop();
});
