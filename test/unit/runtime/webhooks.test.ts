import type { Context } from 'aws-lambda';
import type { ReceivedNotification } from '#domain/inbox/received-notification';
import {
  VerificationUnavailableError,
  WebhookRejectedError,
} from '#domain/inbox/unproven-notification';
import type { HttpEvent } from '#runtime/http';
import { logger } from '#runtime/log';
import { jsonType } from '#runtime/read-request';
import { type WebhookKind, type WebhookMessage, webhookFunction } from '#runtime/webhooks';
import { SettableClock } from '#test/clock';
import { anHttpEvent } from '#test/http-events';

beforeAll(() => logger.setLogLevel('SILENT'));

type Verify = (message: WebhookMessage, secretMaxAgeMs?: number) => Promise<void>;

const context = { getRemainingTimeInMillis: () => 3000 } as unknown as Context;

function setup(verify: Verify = async () => {}, kind: Partial<WebhookKind> = {}) {
  const sent: [ReceivedNotification, number][] = [];
  const state = { isQueueDown: false };
  const queue = {
    send: async (notification: ReceivedNotification, delaySeconds: number) => {
      if (state.isQueueDown) throw new Error('the queue is down');
      sent.push([notification, delaySeconds]);
    },
  };
  const verified: [WebhookMessage, number | undefined][] = [];
  const handler = webhookFunction(
    { provider: 'stripe', contentType: jsonType, proofs: ['stripe-signature'], ...kind },
    {
      verify: async (message, secretMaxAgeMs) => {
        verified.push([message, secretMaxAgeMs]);
        await verify(message, secretMaxAgeMs);
      },
      queue,
      now: new SettableClock('2026-11-21T10:05:00.000Z').now,
    },
  );
  const post = async (event: HttpEvent = aDelivery()) => {
    const { statusCode, body } = await handler(event, context);
    return { status: statusCode, body: JSON.parse(body ?? 'null') };
  };
  return { sent, state, verified, post };
}

const aDelivery = (body = '{"id":"evt_1"}', headers: Record<string, string> = {}) =>
  anHttpEvent({ body, headers: { 'stripe-signature': 't=1,v1=00', ...headers } });

const ofBytes = (bytes: Buffer): HttpEvent => ({
  ...aDelivery(bytes.toString('base64')),
  isBase64Encoded: true,
});

const refuses = (code: WebhookRejectedError['code']) => async () => {
  throw new WebhookRejectedError(code, 'No.');
};

describe('a notification that proves its sender', () => {
  test('is stored before it is acknowledged, as it arrived and only with its proof', async () => {
    const { sent, post } = setup();
    const event = aDelivery('{"id": "evt_1" }\n', { cookie: 'secret', 'user-agent': 'Stripe/1' });
    expect(await post(event)).toEqual({ status: 200, body: { received: true } });
    expect(sent).toEqual([
      [
        {
          provider: 'stripe',
          receivedAt: '2026-11-21T10:05:00.000Z',
          requestId: 'request-1',
          arrivedAt: '2026-11-21T10:04:59.900Z',
          rawBody: '{"id": "evt_1" }\n',
          encoding: 'utf8',
          headers: { 'stripe-signature': 't=1,v1=00' },
        },
        0,
      ],
    ]);
  });

  test('is verified over the exact bytes, with its headers and its sender’s address', async () => {
    const { verified, post } = setup();
    const bytes = Buffer.from('{"name":"Aïssatou"}');
    await post(ofBytes(bytes));
    const [message] = verified[0]!;
    expect(message.rawBody.equals(bytes)).toBe(true);
    expect(message.headers['stripe-signature']).toBe('t=1,v1=00');
    expect(message.sourceAddress).toBe('192.0.2.1');
  });

  test('in bytes that are not UTF-8 is stored byte for byte', async () => {
    const { sent, post } = setup();
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    await post(ofBytes(bytes));
    expect(sent[0]![0]).toMatchObject({ rawBody: bytes.toString('base64'), encoding: 'base64' });
  });

  test('may wait in the queue, if its kind allows it', async () => {
    const { sent, post } = setup(undefined, { delayOf: (rawBody) => rawBody.length });
    await post(aDelivery('{"id":"evt_1"}'));
    expect(sent[0]![1]).toBe(14);
  });

  test('is acknowledged and not kept when it only repeats another one, after it was verified', async () => {
    const { sent, verified, post } = setup(undefined, { isRepetition: () => true });
    expect(await post()).toEqual({ status: 200, body: { received: true } });
    expect(sent).toEqual([]);
    expect(verified).toHaveLength(1);
  });

  test('that cannot be stored is not acknowledged: its sender must try again', async () => {
    const { state, post } = setup();
    state.isQueueDown = true;
    expect((await post()).status).toBe(500);
  });

  test('is stored with at most two thousand characters of a proof', async () => {
    const { sent, post } = setup();
    await post(aDelivery('{}', { 'stripe-signature': 'x'.repeat(5_000) }));
    expect(sent[0]![0].headers['stripe-signature']).toHaveLength(2_000);
  });
});

describe('a notification that is refused', () => {
  test.each<[WebhookRejectedError['code'], number]>([
    ['signature_missing', 400],
    ['signature_invalid', 400],
    ['signature_stale', 400],
    ['certificate_not_allowed', 400],
    ['sender_not_allowed', 403],
  ])('for %s answers %i, and nothing is stored', async (code, status) => {
    const { sent, post } = setup(refuses(code));
    expect(await post()).toMatchObject({ status, body: { code } });
    expect(sent).toEqual([]);
  });

  test('because it cannot be verified now is to be sent again', async () => {
    const { sent, post } = setup(async () => {
      throw new VerificationUnavailableError({ cause: 'the certificate’s server is silent' });
    });
    expect(await post()).toMatchObject({ status: 503, body: { code: 'verification_unavailable' } });
    expect(sent).toEqual([]);
  });

  test.each<[string, HttpEvent, number]>([
    ['body_empty', anHttpEvent(), 400],
    ['body_empty', anHttpEvent({ body: '', headers: { 'content-type': 'text/plain' } }), 400],
    ['unsupported_media_type', aDelivery('{}', { 'content-type': 'text/plain' }), 415],
    ['body_too_large', aDelivery('x'.repeat(180 * 1024 + 1)), 413],
  ])('as %s is not even verified', async (code, event, status) => {
    const { verified, post } = setup();
    expect(await post(event)).toMatchObject({ status, body: { code } });
    expect(verified).toEqual([]);
  });

  test('a body of the largest size is accepted', async () => {
    expect((await setup().post(aDelivery('x'.repeat(180 * 1024)))).status).toBe(200);
  });

  test('a form is accepted, if the provider sends forms', async () => {
    const form = /^application\/x-www-form-urlencoded\b/i;
    const { post } = setup(undefined, { contentType: form });
    const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    expect((await post(aDelivery('cpm_trans_id=1', type))).status).toBe(200);
    expect((await post(aDelivery('{}'))).body.detail).not.toContain('JSON');
  });
});

describe('a secret that was rotated a moment ago', () => {
  test('is read again before a signature is called wrong', async () => {
    const { verified, sent, post } = setup(async (_, secretMaxAgeMs) => {
      if (secretMaxAgeMs === undefined) await refuses('signature_invalid')();
    });
    expect((await post()).status).toBe(200);
    expect(verified.map(([, maxAgeMs]) => maxAgeMs)).toEqual([undefined, 30_000]);
    expect(sent).toHaveLength(1);
  });

  test('is read again only once', async () => {
    const { verified, post } = setup(refuses('signature_invalid'));
    expect((await post()).status).toBe(400);
    expect(verified).toHaveLength(2);
  });

  test.each(['signature_missing', 'signature_stale', 'sender_not_allowed'] as const)(
    'is no reason to accept %s',
    async (code) => {
      const { verified, post } = setup(refuses(code));
      await post();
      expect(verified).toHaveLength(1);
    },
  );
});
