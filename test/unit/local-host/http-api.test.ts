import { request as httpRequest } from 'node:http';
import { throttled } from '../../../local/cloud/functions/concurrency.ts';
import type { Outcome } from '../../../local/cloud/functions/instance.ts';
import { type ApiServer, startApiServer } from '../../../local/cloud/http-api/api-server.ts';
import { HttpApi } from '../../../local/cloud/http-api/http-api.ts';
import type { ThrottleLimits } from '../../../local/cloud/http-api/throttle.ts';

let server: ApiServer;
let events: { [name: string]: unknown }[];

beforeEach(async () => {
  server = await startApiServer();
  events = [];
});
afterEach(() => server.stop());

function serve(outcome: Outcome | ((event: never) => Outcome), throttle?: ThrottleLimits): void {
  const lambda = {
    invoke: async (_name: string, event: unknown) => {
      events.push(event as never);
      return {
        requestId: 'one',
        outcome: typeof outcome === 'function' ? outcome(event as never) : outcome,
      };
    },
  };
  const route = { functionArn: 'arn', authorizer: undefined, scopes: [], throttle: undefined };
  server.serve(
    new HttpApi(
      {
        apiId: 'api1',
        account: '000000000000',
        region: 'eu-west-3',
        stage: '$default',
        routes: [
          { ...route, routeKey: 'GET /v1/payments/{id}' },
          { ...route, routeKey: 'POST /v1/payments' },
          { ...route, routeKey: 'POST /hook', throttle: { ratePerSecond: 0.001, burst: 1 } },
        ],
        cors: {
          allowOrigins: ['https://shop.example'],
          allowMethods: ['GET', 'POST'],
          allowHeaders: ['content-type'],
          exposeHeaders: [],
          allowCredentials: false,
          maxAgeSeconds: 60,
        },
        throttle,
        accessLogFormat: undefined,
      },
      { lambda },
    ),
  );
}

const answering = (result: unknown): Outcome => ({ payload: JSON.stringify(result) });
const ok = answering({ statusCode: 200, body: 'fine' });

describe('the event of a request', () => {
  test('has payload format 2.0', async () => {
    serve(ok);
    await fetch(`${server.url}/v1/payments/pay%201?a=1&a=2&b=x%20y`, {
      headers: { 'X-Shop': 'one', cookie: 'a=1; b=2' },
    });
    expect(events[0]).toMatchObject({
      version: '2.0',
      routeKey: 'GET /v1/payments/{id}',
      rawPath: '/v1/payments/pay 1',
      rawQueryString: 'a=1&a=2&b=x%20y',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { a: '1,2', b: 'x y' },
      pathParameters: { id: 'pay 1' },
      isBase64Encoded: false,
      requestContext: {
        accountId: '000000000000',
        apiId: 'api1',
        stage: '$default',
        routeKey: 'GET /v1/payments/{id}',
        http: { method: 'GET', path: '/v1/payments/pay 1', protocol: 'HTTP/1.1' },
      },
    });
    expect(events[0]).toHaveProperty('headers.x-shop', 'one');
    expect(events[0]).not.toHaveProperty('headers.cookie');
    expect(events[0]).not.toHaveProperty('body');
    expect(events[0]).not.toHaveProperty('requestContext.authorizer');
  });

  test('contains JSON as text, and a form as base64', async () => {
    serve(ok);
    const post = (body: string, type: string) =>
      fetch(`${server.url}/v1/payments`, {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      });
    await post('{"é":1}', 'application/json; charset=utf-8');
    await post('a=1', 'application/x-www-form-urlencoded');
    expect(events).toMatchObject([
      { body: '{"é":1}', isBase64Encoded: false },
      { body: Buffer.from('a=1').toString('base64'), isBase64Encoded: true },
    ]);
  });

  test('joins the values of a repeated header with commas', async () => {
    serve(ok);
    await new Promise((resolve) => {
      httpRequest(
        `${server.url}/v1/payments/1`,
        { headers: { 'x-many': ['a', 'b'] } },
        resolve,
      ).end();
    });
    expect(events[0]).toHaveProperty('headers.x-many', 'a,b');
  });
});

describe('the answer', () => {
  const answerTo = async (outcome: Outcome) => {
    serve(outcome);
    const response = await fetch(`${server.url}/v1/payments/1`);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test('has the status, headers, cookies and bytes of the function', async () => {
    const { status, headers, text } = await answerTo(
      answering({
        statusCode: 201,
        headers: { 'Content-Type': 'application/pdf', 'X-Count': 3 },
        cookies: ['a=1', 'b=2'],
        body: Buffer.from('%PDF').toString('base64'),
        isBase64Encoded: true,
      }),
    );
    expect([status, text]).toEqual([201, '%PDF']);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('x-count')).toBe('3');
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('is inferred as JSON if the function returns no status', async () => {
    const { status, headers, text } = await answerTo(answering({ hello: 1 }));
    expect([status, headers.get('content-type'), text]).toEqual([
      200,
      'application/json',
      '{"hello":1}',
    ]);
  });

  test.each([
    ['a failed function', { error: { errorType: 'Error', errorMessage: 'secret', trace: [] } }],
    ['a status that is none', answering({ statusCode: 'many', body: '' })],
    ['a body that is not a text', answering({ statusCode: 200, body: { a: 1 } })],
  ])('to %s is a bare 500', async (_name, outcome) => {
    const { status, text } = await answerTo(outcome);
    expect([status, text]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  test('without free concurrency is a 503', async () => {
    serve(throttled);
    const response = await fetch(`${server.url}/v1/payments`, { method: 'POST' });
    expect([response.status, await response.text()]).toEqual([
      503,
      '{"message":"Service Unavailable"}',
    ]);
  });

  test('to an unknown route is 404, and no function runs', async () => {
    serve(ok);
    const response = await fetch(`${server.url}/v1/nothing`, { method: 'DELETE' });
    expect([response.status, await response.text()]).toEqual([404, '{"message":"Not Found"}']);
    expect(events).toEqual([]);
  });

  test('to a body above 10 MB is 413', async () => {
    serve(ok);
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    const response = await fetch(`${server.url}/v1/payments`, { method: 'POST', body });
    expect(response.status).toBe(413);
  });

  test('above the burst is 429', async () => {
    serve(ok, { ratePerSecond: 0.001, burst: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await fetch(`${server.url}/v1/payments/1`)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  test('a route with its own limit shares it with no other route [A11]', async () => {
    serve(ok, { ratePerSecond: 0.001, burst: 1 });
    const hook = async () => (await fetch(`${server.url}/hook`, { method: 'POST' })).status;
    const read = async () => (await fetch(`${server.url}/v1/payments/1`)).status;
    expect([await read(), await read(), await hook(), await hook()]).toEqual([200, 429, 200, 429]);
  });
});

describe('CORS', () => {
  const preflight = (origin: string) =>
    fetch(`${server.url}/v1/payments`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });

  test('a preflight of an allowed origin is answered without the function', async () => {
    serve(ok);
    const response = await preflight('https://shop.example');
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(response.headers.get('access-control-allow-methods')).toBe('GET,POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(response.headers.get('access-control-max-age')).toBe('60');
    expect(events).toEqual([]);
  });

  test('another origin gets no CORS headers', async () => {
    serve(answering({ statusCode: 200, headers: { 'access-control-allow-origin': '*' } }));
    const headers = { origin: 'https://evil.example' };
    expect((await preflight(headers.origin)).headers.has('access-control-allow-origin')).toBe(
      false,
    );
    const response = await fetch(`${server.url}/v1/payments/1`, { headers });
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('errors of the gateway itself can be read by an allowed origin', async () => {
    serve(ok);
    const response = await fetch(`${server.url}/nope`, {
      headers: { origin: 'https://shop.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });
});
