import type { Context } from 'aws-lambda';
import { httpFunction, json } from '#runtime/http';
import { logger } from '#runtime/log';
import { anHttpEvent } from '#test/http-events';
import { routes } from '../../../lib/routes.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const context = { getRemainingTimeInMillis: () => 3000 } as unknown as Context;

const nobody = { lambda: { kind: 'public' as const } };
const someKey = { lambda: { kind: 'key' as const, keyId: 'key_1', scopes: 'payments:write' } };
const badKey = { lambda: { kind: 'rejected' as const, code: 'api_key_invalid' as const } };

/** Dependencies that must not be asked: whoever needs one has let the request in. */
const untouchable = new Proxy(
  {},
  {
    get: (_, name) => () => {
      throw new Error(`${String(name)} was asked`);
    },
  },
);

/** Strangers may order: the function itself says what they may not. */
const isForStrangers = ({ function: name }: (typeof routes)[number]) =>
  name === 'orders/create-order';

const guarded = routes.filter((route) => route.access !== 'open' && !isForStrangers(route));

describe.each(guarded)('$method $path [B5]', ({ method, path, function: name }) => {
  const send = async (changes: Parameters<typeof anHttpEvent>[0]) => {
    const { createHandler } = await import(`../../../functions/${name}/handler.ts`);
    const event = anHttpEvent({ method, path, ...changes });
    const { statusCode, body } = await createHandler(untouchable)(event, context);
    return { status: statusCode, ...JSON.parse(body) };
  };

  test('checks the caller before it reads the body', async () => {
    for (const body of ['x'.repeat(180_000), '{', undefined])
      expect(await send({ authorizer: nobody, body })).toMatchObject({
        status: 401,
        code: 'credentials_required',
      });
    expect(await send({ authorizer: badKey, body: 'x'.repeat(2_000_000) })).toMatchObject({
      status: 401,
      code: 'api_key_invalid',
    });
  });

  test('limits the body for callers without credentials strictly, and for all others', async () => {
    const headers = { 'x-client-token': 'ct_made_up' };
    const small = await send({ authorizer: nobody, headers, body: 'x'.repeat(33_000) });
    const large = await send({ authorizer: someKey, body: 'x'.repeat(1_100_000) });
    expect([small, large]).toMatchObject([{ code: 'body_too_large' }, { code: 'body_too_large' }]);
  });
});

test('a stranger may order, with a small body', async () => {
  const { createHandler } = await import('../../../functions/orders/create-order/handler.ts');
  const send = async (body: string) => {
    const event = anHttpEvent({ method: 'POST', path: '/v1/orders', authorizer: nobody, body });
    const reply = await createHandler(untouchable as never)(event, context);
    return JSON.parse(reply.body!).code;
  };
  expect(await send('{}')).toBe('invalid_request');
  expect(await send('x'.repeat(33_000))).toBe('body_too_large');
});

describe('a body', () => {
  const handler = httpFunction(async () => json(200, null));
  const statusOf = async (changes: Parameters<typeof anHttpEvent>[0]) =>
    (await handler(anHttpEvent(changes), context)).statusCode;
  const key = { authorizer: someKey };

  test('is accepted up to 256 KiB, counted in bytes and not in characters', async () => {
    expect(await statusOf({ ...key, body: 'é'.repeat(128 * 1024) })).toBe(200);
    expect(await statusOf({ ...key, body: `${'é'.repeat(128 * 1024)}x` })).toBe(413);
  });

  test('of a buyer is accepted up to 32 KiB', async () => {
    const buyer = { authorizer: nobody, headers: { 'x-client-token': 'ct_1' } };
    expect(await statusOf({ ...buyer, body: 'x'.repeat(32 * 1024) })).toBe(200);
    expect(await statusOf({ ...buyer, body: 'x'.repeat(32 * 1024 + 1) })).toBe(413);
    expect(await statusOf({ body: 'x'.repeat(32 * 1024 + 1) })).toBe(413);
  });

  test('that is too large is refused before its type is checked', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(await statusOf({ ...key, headers, body: 'x'.repeat(300_000) })).toBe(413);
  });
});
