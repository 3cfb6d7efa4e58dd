import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SsmParameterStore } from '#runtime/parameter-store';

type Asked = { headers: Record<string, unknown>; body: unknown };

/** An SSM that answers what the test says, one answer after another; the last one stays. */
async function startSsm(...answers: [status: number, body: object][]) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    const [status, body] = answers.length > 1 ? answers.shift()! : answers[0]!;
    response.writeHead(status).end(JSON.stringify(body));
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
  process.env.AWS_SESSION_TOKEN = 'session';
});
afterEach(() => {
  process.env = { ...before };
});

const found = { Parameters: [{ Name: '/peage/a', Value: 'x' }], InvalidParameters: ['/peage/b'] };

test('parameters are requested decrypted, in one call signed for SSM', async () => {
  const { asked, stop } = await startSsm([200, found]);
  const answer = await new SsmParameterStore().getParameters(['/peage/a', '/peage/b']);
  stop();
  expect(answer).toEqual(found.Parameters);
  expect(asked).toHaveLength(1);
  expect(asked[0]!.body).toEqual({ Names: ['/peage/a', '/peage/b'], WithDecryption: true });
  expect(asked[0]!.headers).toMatchObject({
    'x-amz-target': 'AmazonSSM.GetParameters',
    'x-amz-security-token': 'session',
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-west-3\/ssm\/aws4_request, /,
    ),
  });
});

test.each([429, 500, 503])('after %d it is requested again', async (status) => {
  const { asked, stop } = await startSsm([status, {}], [200, found]);
  expect(await new SsmParameterStore().getParameters(['/peage/a'])).toEqual(found.Parameters);
  stop();
  expect(asked).toHaveLength(2);
});

test('a throttled call is repeated although SSM answers 400 to it', async () => {
  const throttled = { __type: 'ThrottlingException', message: 'Rate exceeded' };
  const { asked, stop } = await startSsm([400, throttled], [200, found]);
  expect(await new SsmParameterStore().getParameters(['/peage/a'])).toEqual(found.Parameters);
  stop();
  expect(asked).toHaveLength(2);
});

test('a refusal is an error with SSM’s message, and is not repeated', async () => {
  const { asked, stop } = await startSsm([400, { __type: 'AccessDeniedException' }]);
  const attempt = new SsmParameterStore().getParameters(['/peage/a']);
  await expect(attempt).rejects.toMatchObject({
    message: 'SSM answered 400',
    cause: expect.stringContaining('AccessDeniedException'),
  });
  stop();
  expect(asked).toHaveLength(1);
});
