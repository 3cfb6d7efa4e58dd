import { jest } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { httpFunction, json } from '#runtime/http';
import { logger } from '#runtime/log';
import { anHttpEvent } from '#test/http-events';

let written: string[] = [];
const lines = () => written.map((text) => JSON.parse(text));

beforeEach(() => {
  written = [];
  logger.setLogLevel('INFO');
  logger.resetKeys();
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
});
afterEach(() => jest.restoreAllMocks());

describe('the line of a request', () => {
  const requests = (answer: () => Promise<ReturnType<typeof json>>) =>
    httpFunction(answer, { strangers: true });
  const about = (id: string) => ({
    ...anHttpEvent(),
    routeKey: 'GET /v1/payments/{id}',
    pathParameters: { id },
  });

  test('says which one it was, how it ended, how long it took, and how much was sent', async () => {
    await requests(async () => json(200, { name: 'Aïssatou' }))(about('pay_1'), {} as Context);
    expect(lines()).toMatchObject([
      {
        level: 'INFO',
        message: 'request answered',
        requestId: expect.any(String),
        event: 'GET /v1/payments/{id}',
        paymentId: 'pay_1',
        statusCode: 200,
        success: true,
        durationMs: expect.any(Number),
        responseSize: Buffer.byteLength('{"name":"Aïssatou"}'),
      },
    ]);
  });

  test('of one that failed says so, and names no payment that nobody asked for', async () => {
    const failing = requests(async () => {
      throw new Error('no table');
    });
    await failing(about('inv_1'), {} as Context);
    const line = lines().find(({ message }) => message === 'request answered');
    expect(line).toMatchObject({ statusCode: 500, success: false });
    expect(line).not.toHaveProperty('paymentId');
    expect(line.responseSize).toBeGreaterThan(0);
  });

  test('of one that was refused says why', async () => {
    await httpFunction(async () => json(200, {}))(
      { ...anHttpEvent(), requestContext: { ...anHttpEvent().requestContext, authorizer: {} } },
      {} as Context,
    );
    expect(lines()).toMatchObject([
      { statusCode: 401, success: false, code: 'credentials_required' },
    ]);
  });
});

describe('a log line', () => {
  test('has no field that is not on the list; which were left out can be found', () => {
    const row = { customerId: 'cus_1', email: 'awa@shop.example', name: 'Awa' };
    // @ts-expect-error Neither an address nor a name is on the list.
    logger.info('customer changed', { ...row });
    expect(lines()).toMatchObject([{ customerId: 'cus_1', droppedKeys: ['email', 'name'] }]);
    expect(written.join()).not.toContain('awa@');
  });

  test.each([
    ['an address', 'No mailbox awa.diop+1@shop.example here', 'No mailbox (address) here'],
    ['a card number', 'card 4242 4242-4242 4242 declined', 'card (card) declined'],
    ['a provider’s key', 'Invalid API Key: sk_live_51Habc', 'Invalid API Key: (secret)'],
    ['a key of webhooks', 'whsec_MfKQ9r8G/+= is wrong', '(secret) is wrong'],
    ['a token', 'sent Bearer eyJhbGci.eyJzdWIi.c2ln', 'sent (secret)'],
  ])('never shows %s, though an error quotes it', (_, said, shown) => {
    logger.error('request failed', { error: new Error(said, { cause: { detail: said } }) });
    const [{ error }] = lines();
    expect(error).toMatchObject({ message: shown, cause: { detail: shown } });
    expect(error.stack).not.toContain(said);
  });

  test('never shows what an error carries beside its message, such as the row it is about', () => {
    const Item = { name: { S: 'Awa Diop' } };
    const refused = Object.assign(new Error('cancelled'), { CancellationReasons: [{ Item }] });
    logger.error('request failed', {
      error: Object.assign(new Error('failed', { cause: refused }), { code: 'busy', row: Item }),
    });
    expect(lines()[0].error).toMatchObject({ code: 'busy', cause: { message: 'cancelled' } });
    expect(written.join()).not.toContain('Awa');
  });

  test('takes no longer for a long text without spaces, which a provider may answer', () => {
    const startedAt = performance.now();
    logger.error('request failed', { error: 'a'.repeat(300_000) });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('shows ids, times and numbers as they are', () => {
    const fields = {
      id: 'pay_01JDX3V7N2Q8ZK5T9R4W6Y1B0C',
      at: '2026-11-28T03:10:00.000Z',
      ids: ['0f8fad5b-d9cb-469f-a165-70867728950e', '20261128'],
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      sequence: '1234567890123456789012345',
    };
    logger.info('message done', fields);
    expect(lines()).toMatchObject([fields]);
  });
});
