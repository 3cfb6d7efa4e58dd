import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { handOver } from '#runtime/hand-over';

type Asked = { path: string; headers: Record<string, unknown>; body: unknown };

/** A Lambda that answers these statuses, one after another; the last one stays. */
async function startLambda(...statuses: number[]) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    asked.push({ path: `${request.method} ${request.url}`, headers: request.headers, body });
    const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!;
    response.writeHead(status).end(status === 202 ? '' : '{"message":"no"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => void server.close();
  return asked;
}

let stop = () => {};
const before = { ...process.env };
beforeEach(() => {
  process.env.AWS_REGION = 'eu-west-3';
  process.env.AWS_ACCESS_KEY_ID = 'AKIAEXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = 'secret';
  process.env.AWS_SESSION_TOKEN = 'session';
});
afterEach(() => {
  stop();
  process.env = { ...before };
});

const work = { job: 'activate-plan', message: { id: 'evt_1', name: 'Zoé 🎉' } };

test('work is handed over without waiting for it, in one call signed for Lambda', async () => {
  const asked = await startLambda(202);
  await handOver('peage-prod-activate-plan', work);
  expect(asked).toEqual([
    {
      path: 'POST /2015-03-31/functions/peage-prod-activate-plan/invocations',
      headers: expect.objectContaining({
        'x-amz-invocation-type': 'Event',
        'x-amz-security-token': 'session',
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-west-3\/lambda\/aws4_request, /,
        ),
      }),
      body: work,
    },
  ]);
});

test.each([429, 500, 503])('after %d it is handed over again', async (status) => {
  const asked = await startLambda(status, 202);
  await handOver('activate-plan', work);
  expect(asked).toHaveLength(2);
});

test.each([403, 404, 429, 500])(
  'if Lambda keeps answering %d it is not handed over, and the caller gets an error',
  async (status) => {
    await startLambda(status);
    await expect(handOver('activate-plan', work)).rejects.toMatchObject({
      message: `Lambda answered ${status} to activate-plan`,
      cause: expect.stringContaining('no'),
    });
  },
);

test('another answer than the one for events is an error', async () => {
  await startLambda(200);
  await expect(handOver('activate-plan', work)).rejects.toThrow('200');
});
