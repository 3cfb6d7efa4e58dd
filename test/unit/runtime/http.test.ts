import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { initiatePaymentRequest } from '#contract/payments';
import { TooManyError } from '#domain/access/abuse-errors';
import type { Caller } from '#domain/access/caller';
import { InvalidRequestError, ProviderUnreachableError } from '#domain/errors';
import { claimOf, type HttpReply, httpFunction, json, jsonText, redirect } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody, parseQuery } from '#runtime/read-request';
import { anHttpEvent } from '#test/http-events';
import { limitCodes } from '#vocabulary/error-codes';

beforeAll(() => logger.setLogLevel('SILENT'));

const schema = z.strictObject({
  name: z.string(),
  buyer: z.optional(z.strictObject({ email: z.email() })),
});

function refusalOf(act: () => unknown): InvalidRequestError {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidRequestError) return error;
    throw error;
  }
  throw new Error('the request was accepted');
}

describe('a body', () => {
  test('that is valid is what the shop sent', () => {
    const body = { name: 'Aïssatou', buyer: { email: 'a@shop.example' } };
    expect(parseBody(schema, anHttpEvent({ body }))).toEqual(body);
    const encoded = {
      ...anHttpEvent({ body: Buffer.from(JSON.stringify(body)).toString('base64') }),
      isBase64Encoded: true,
    };
    expect(parseBody(schema, encoded)).toEqual(body);
  });

  test.each(['{', '', '{"name":"a"', "{'name':'a'}", '{"name":"a"}}', 'undefined'])(
    'that is not JSON is the caller’s fault, and not repeated in the message: %p',
    (body) => {
      const { message, errors } = refusalOf(() => parseBody(schema, anHttpEvent({ body })));
      expect([message, errors]).toEqual(['The body is not valid JSON.', []]);
    },
  );

  test('that is missing is not JSON', () => {
    expect(refusalOf(() => parseBody(schema, anHttpEvent())).code).toBe('invalid_request');
  });

  test.each(['[]', 'null', '"text"', '7', 'true'])(
    'that is not an object is refused: %s',
    (body) => {
      expect(refusalOf(() => parseBody(schema, anHttpEvent({ body }))).code).toBe(
        'invalid_request',
      );
    },
  );

  test('with several wrong fields gets each of them named', () => {
    const body = { name: 7, buyer: { email: 'nonsense' } };
    const { errors, message } = refusalOf(() => parseBody(schema, anHttpEvent({ body })));
    expect(errors.map(({ path }) => path)).toEqual(['name', 'buyer.email']);
    expect(message).toMatch(/^name: /);
  });

  test('with an unknown field gets it named, so that a typing error is found', () => {
    const body = { name: 'a', amuont: 5000 };
    const { errors, message } = refusalOf(() => parseBody(schema, anHttpEvent({ body })));
    expect(errors).toHaveLength(1);
    expect(message).toContain('amuont');
  });

  test('with twenty thousand wrong fields gets twenty named, and the number of the others [B5]', () => {
    const wrong = z.array(z.string());
    const body = Array(20_000).fill(7);
    const { errors, message } = refusalOf(() => parseBody(wrong, anHttpEvent({ body })));
    expect(errors).toHaveLength(20);
    expect(message).toContain('19980 more errors');
  });

  test('gets no answer longer than itself, however long its names are [B5]', () => {
    const body = { ['x'.repeat(10_000)]: 'y' };
    const records = z.record(z.string(), z.number());
    const { errors, message } = refusalOf(() => parseBody(records, anHttpEvent({ body })));
    expect(JSON.stringify([errors, message]).length).toBeLessThan(1_000);
  });

  test('with a card number as a name gets it not repeated [C1]', () => {
    const number = '4242 4242-4242 4242';
    const body = {
      method: 'card',
      [number]: 1,
      metadata: { [number]: 'x', '4242424242424242': '' },
    };
    const { errors, message } = refusalOf(() =>
      parseBody(initiatePaymentRequest, anHttpEvent({ body })),
    );
    expect(JSON.stringify([errors, message])).not.toContain('4242');
  });

  test('in a list gets its place named', () => {
    const line = { description: 'Café', quantity: 0, unitAmount: 100 };
    const body = {
      method: 'card',
      customer: { email: 'a@shop.example', name: 'A' },
      description: 'x',
      lines: [{ ...line, quantity: 1 }, line],
    };
    const { errors } = refusalOf(() => parseBody(initiatePaymentRequest, anHttpEvent({ body })));
    expect(errors.map(({ path }) => path)).toEqual(['lines.1.quantity']);
  });

  test.each([
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
  ])('of the type %p is refused', (type) => {
    const event = anHttpEvent({ body: { name: 'a' }, headers: { 'content-type': type } });
    expect(() => parseBody(schema, event)).toThrow(
      expect.objectContaining({ code: 'unsupported_media_type' }),
    );
  });

  test.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/problem+json'])(
    'of the type %s is accepted',
    (type) => {
      const event = anHttpEvent({ body: { name: 'a' }, headers: { 'content-type': type } });
      expect(parseBody(schema, event)).toEqual({ name: 'a' });
    },
  );
});

test('a query gets its wrong parameters named', () => {
  const query = z.strictObject({ limit: z._default(z.coerce.number(), 20) });
  expect(parseQuery(query, anHttpEvent({ method: 'GET' }))).toEqual({ limit: 20 });
  const wrong = anHttpEvent({ method: 'GET', query: { limit: 'many', page: '2' } });
  expect(refusalOf(() => parseQuery(query, wrong)).message).toContain('limit');
});

describe('an Idempotency-Key', () => {
  const now = new Date('2026-11-21T10:00:00.000Z');
  const shop: Caller = { kind: 'key', keyId: 'key_shop', scopes: [] };
  const aRequest = (changes: Parameters<typeof anHttpEvent>[0] = {}) =>
    anHttpEvent({
      body: { amount: 5000 },
      ...changes,
      headers: { 'idempotency-key': 'order-42', ...changes.headers },
    });
  const claimed = (changes = {}, caller: Caller = shop) => claimOf(aRequest(changes), caller, now);

  test('gives the same claim for the same request, whatever the request id', () => {
    expect(claimed({ requestId: 'request-1' })).toEqual(claimed({ requestId: 'request-2' }));
    expect(claimed().createdAt).toBe('2026-11-21T10:00:00.000Z');
  });

  test('is separate for each caller', () => {
    const callers: [Caller, Record<string, string>][] = [
      [shop, {}],
      [{ kind: 'key', keyId: 'key_other', scopes: [] }, {}],
      [{ kind: 'person', subject: 'key_shop', roles: [] }, {}],
      [{ kind: 'person', subject: 'user-2', roles: [] }, {}],
      [{ kind: 'public' }, {}],
      [{ kind: 'public' }, { 'x-client-token': 'ct_mine' }],
      [{ kind: 'public' }, { 'x-client-token': 'ct_theirs' }],
    ];
    const ids = callers.map(([caller, headers]) => claimed({ headers }, caller).id);
    expect(new Set(ids).size).toBe(callers.length);
  });

  test('of a stranger never gives the answer of another stranger', () => {
    const stranger = { kind: 'public' } as const;
    expect(claimed({}, stranger)).toEqual(claimed({ requestId: 'request-2' }, stranger));
    expect(claimed({ body: { amount: 5001 } }, stranger).id).not.toBe(claimed({}, stranger).id);
  });

  test.each([
    ['body', { body: { amount: 5001 } }],
    ['path', { path: '/v1/payments/pay_1/cancel' }],
    ['method', { method: 'DELETE' }],
    ['type of a value', { body: { amount: '5000' } }],
    ['order in a list', { body: { lines: [2, 1] } }],
    ['body that is not JSON', { body: '{"amount":5000' }],
  ])('for another %s gives the same claim for another request', (_, changes) => {
    expect(claimed(changes).id).toBe(claimed().id);
    expect(claimed(changes).requestHash).not.toBe(claimed().requestHash);
  });

  test.each([
    [
      'blanks',
      '{"amount": 46800,\n "lines": [{"unitAmount":1,"quantity":2}], "note":"é\\u0000/" }',
    ],
    [
      'order of the keys',
      '{"note":"é\\u0000/","lines":[{"quantity":2,"unitAmount":1}],"amount":46800}',
    ],
    ['numbers', '{"amount":4.68e4,"lines":[{"unitAmount":1.0,"quantity":2}],"note":"é\\u0000/"}'],
    [
      'letters',
      '{"amount":46800,"lines":[{"unitAmount":1,"quantity":2}],"note":"\\u00e9\\u0000\\/"}',
    ],
  ])('for the same JSON with other %s is the same request [C18]', (_, body) => {
    const lines = [{ unitAmount: 1, quantity: 2 }];
    expect(claimed({ body })).toEqual(claimed({ body: { amount: 46_800, lines, note: 'é\0/' } }));
  });

  test.each([
    ['{"a":{"b":1}}', '{"a":[["b",1]]}'],
    ['{"a":1}', '["object",["a",1]]'],
    ['[]', '{}'],
    ['{"__proto__":{"a":1}}', '{}'],
    ['null', '"null"'],
    ['', 'null'],
    ['[[["a"]]]', '[["a"]]'],
  ])('distinguishes %s from %s [C18]', (one, other) => {
    expect(claimed({ body: one }).requestHash).not.toBe(claimed({ body: other }).requestHash);
  });

  test('is accepted with a body nested deeper than any stack [C18]', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(claimed({ body: deep })).toEqual(claimed({ body: deep }));
  });

  test('that is missing gives each request its own claim', () => {
    const keyless = (requestId: string) =>
      claimOf(anHttpEvent({ body: {}, requestId }), shop, now).id;
    expect(keyless('request-1')).not.toBe(keyless('request-2'));
    expect(keyless('request-1')).not.toBe(
      claimed({ headers: { 'idempotency-key': 'request:request-1' } }).id,
    );
  });

  test.each(['', ' ', 'with blank', 'é', 'a\nb', 'x'.repeat(256)])('%p is refused', (key) => {
    expect(() => claimed({ headers: { 'idempotency-key': key } })).toThrow(InvalidRequestError);
  });

  test.each(['a', 'x'.repeat(255), '{~}!"#$%'])('%p is accepted', (key) => {
    expect(() => claimed({ headers: { 'idempotency-key': key } })).not.toThrow();
  });

  test('and its claim contain neither the key nor the token nor the body', () => {
    const claim = claimed({ headers: { 'x-client-token': 'ct_mine' } }, { kind: 'public' });
    expect(claim.id).toMatch(/^[0-9a-f]{64}$/);
    expect(claim.requestHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('an HTTP function', () => {
  const context = { getRemainingTimeInMillis: () => 3000 } as unknown as Context;
  const answerTo = (handler: Parameters<typeof httpFunction>[0]) =>
    httpFunction(handler)(anHttpEvent(), context);

  test('answers what its handler answered, byte for byte', async () => {
    const body = '{ "id":"pay_1" }\n';
    const reply = await answerTo(async () => jsonText({ statusCode: 201, body }));
    expect(reply).toMatchObject({
      statusCode: 201,
      body,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    });
  });

  test('answers a broken promise with its problem', async () => {
    const reply = await answerTo(async () => {
      throw new ProviderUnreachableError({ cause: new Error('secret of the provider') });
    });
    expect(reply).toMatchObject({
      statusCode: 503,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '5' },
    });
    expect(reply.body).toContain('provider_unreachable');
    expect(reply.body).not.toContain('secret');
  });

  test.each(limitCodes)('answers a limit with the seconds to wait: %s', async (code) => {
    const reply = await answerTo(async () => {
      throw new TooManyError(code, 'Enough.', 42);
    });
    expect(reply).toMatchObject({ statusCode: 429, headers: { 'retry-after': '42' } });
    expect(reply.body).toContain(code);
  });

  test('answers a bug with nothing but the request id', async () => {
    const reply = await answerTo(async () => {
      throw new Error('table peage-main-4711 is gone');
    });
    expect(reply.statusCode).toBe(500);
    expect(JSON.parse(reply.body!)).toMatchObject({ code: 'internal', requestId: 'request-1' });
    expect(reply.body).not.toContain('4711');
  });

  test('keeps nothing of one caller for the next', async () => {
    const handler = httpFunction(async (event) =>
      json(200, event.headers['x-client-token'] ?? null),
    );
    const first = anHttpEvent({ headers: { 'x-client-token': 'ct_mine' } });
    expect((await handler(first, context)).body).toBe('"ct_mine"');
    expect((await handler(anHttpEvent(), context)).body).toBe('null');
  });
});

describe('security headers of every answer [A9]', () => {
  const answerOf = (handler: () => Promise<HttpReply>) =>
    httpFunction(handler)(anHttpEvent(), {} as Context) as Promise<HttpReply>;

  const always = {
    'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  };

  test.each<[string, () => Promise<HttpReply>]>([
    ['an answer', async () => json(200, {})],
    ['a stored answer', async () => jsonText({ statusCode: 201, body: '{}' })],
    ['an answer of a function’s own making', async () => ({ statusCode: 204 })],
    ['a refusal', () => Promise.reject(new InvalidRequestError('no'))],
    ['a failure', () => Promise.reject(new Error('bug'))],
  ])('%s', async (_, handler) => {
    expect((await answerOf(handler)).headers).toMatchObject(always);
  });

  test('a redirect, whose link is for its reader alone', async () => {
    const reply = await answerOf(async () => redirect(302, 'https://shop.example/'));
    expect(reply.headers).toMatchObject({ ...always, 'cache-control': 'private, no-store' });
  });

  test('headers of the handler override them', async () => {
    const headers = { 'cache-control': 'public, max-age=300', 'content-security-policy': 'x' };
    const reply = await answerOf(async () => ({ statusCode: 200, headers }));
    expect(reply.headers).toMatchObject({ ...always, ...headers });
  });
});
