import { freePlacesForNotes } from '#test/admin-notes';
import { api, endpoints, eventually, getPayment, type Json, mails, request } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';
import {
  notify,
  notifySigned,
  nowSeconds,
  paidUnheard,
  signatureOf,
  signedHeader,
  wasTakenIn,
} from '#test/stripe-events';

let payment: Json;
let event: Json;
let body: string;
beforeAll(async () => {
  ({ payment, event } = await paidUnheard());
  body = JSON.stringify(event, null, 2);
});

/** Everything that was refused, to see later that none of it went on. */
const refused: Awaited<ReturnType<typeof notify>>[] = [];

async function expectRefused(
  reply: Awaited<ReturnType<typeof notify>>,
  status: number,
  code: string,
) {
  expectProblem(reply, status, code);
  expect(reply.text).not.toContain(payment.id);
  refused.push(reply);
  expect(await storedStatus(payment.id)).toBe('pending');
}

const old = () => nowSeconds() - 310;

describe('a notification without a valid proof of its sender is refused', () => {
  test.each<[string, () => string | undefined]>([
    ['no signature', () => undefined],
    ['an empty one', () => ''],
    ['a word', () => 'genuine'],
    ['a time alone', () => `t=${nowSeconds()}`],
    ['a signature of the old scheme alone', () => `t=${nowSeconds()},v0=${signatureOf(body)}`],
  ])('with %s: signature_missing', async (_what, header) => {
    await expectRefused(await notify(body, header()), 400, 'signature_missing');
  });

  test.each<[string, () => string | undefined]>([
    ['a signature alone', () => `v1=${signatureOf(body)}`],
    ['a time that is none', () => `t=now,v1=${signatureOf(body)}`],
    ['a time before 1970', () => `t=-1,v1=${signatureOf(body)}`],
    ['a signature cut short', () => signedHeader(body).slice(0, -1)],
    ['a signature in base64', () => `t=1,v1=${Buffer.from(signatureOf(body)).toString('base64')}`],
  ])('with %s: signature_invalid, not missing [C19]', async (_what, header) => {
    await expectRefused(await notify(body, header()), 400, 'signature_invalid');
  });

  test.each<[string, () => string]>([
    ['another secret', () => signedHeader(body, { secret: 'whsec_of_somebody_else' })],
    ['the secret without its prefix', () => signedHeader(body, { secret: 'local0123456789' })],
    ['no secret', () => signedHeader(body, { secret: '' })],
    ['zeros', () => `t=${nowSeconds()},v1=${'0'.repeat(64)}`],
    ['a signature of other bytes', () => signedHeader('{}')],
    ['another time', () => signedHeader(body).replace(/t=\d+/, `t=${nowSeconds() - 60}`)],
    [
      'an old signature made young',
      () => `t=${nowSeconds()},v1=${signatureOf(body, { at: old() })}`,
    ],
    ['another secret, and stale', () => signedHeader(body, { secret: 'whsec_x', at: old() })],
  ])('with %s: signature_invalid', async (_what, header) => {
    await expectRefused(await notify(body, header()), 400, 'signature_invalid');
  });

  test.each<[string, () => string]>([
    ['another amount', () => body.replace('46800', '46801')],
    ['one letter more', () => `${body} `],
    ['a line break more', () => `${body}\n`],
    ['a byte order mark', () => `\ufeff${body}`],
    ['the same JSON written again', () => JSON.stringify(event)],
    ['line breaks of Windows', () => body.replaceAll('\n', '\r\n')],
  ])('whose bytes were altered (%s): signature_invalid', async (_what, altered) => {
    await expectRefused(await notify(altered(), signedHeader(body)), 400, 'signature_invalid');
  });

  test('that is older than five minutes, though genuine: signature_stale', async () => {
    const reply = await notify(body, signedHeader(body, { at: old() }));
    await expectRefused(reply, 400, 'signature_stale');
  });
});

describe('a body that is not a notification is refused, even with a valid signature', () => {
  test('an empty body', async () => {
    await expectRefused(await notifySigned(''), 400, 'body_empty');
    await expectRefused(await notify('', undefined), 400, 'body_empty');
  });

  test('300 kB', async () => {
    const large = JSON.stringify({ ...event, padding: 'x'.repeat(300_000) });
    await expectRefused(await notifySigned(large), 413, 'body_too_large');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'text/html'])(
    '%s',
    async (contentType) => {
      const reply = await notifySigned(body, { 'content-type': contentType });
      await expectRefused(reply, 415, 'unsupported_media_type');
    },
  );

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])('%s', async (method) => {
    expect((await request(method, `${endpoints.api}/webhooks/stripe`)).status).toBe(404);
  });

  test.each(['Stripe', 'adyen', 'stripe/x', ''])(
    'from an unknown provider: %s',
    async (provider) => {
      expect((await api('POST', `/webhooks/${provider}`, { body: event })).status).toBe(404);
    },
  );
});

test('none of the refused notifications was passed on', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(refused.length).toBeGreaterThan(25);
  for (const reply of refused) expect(await wasTakenIn(reply)).toBe(false);
  expect(await storedStatus(payment.id)).toBe('pending');
});

test('the genuine one is accepted; sent again, it changes nothing', async () => {
  await freePlacesForNotes();
  const header = signedHeader(body);
  expect((await notify(body, header)).body).toEqual({ received: true });
  await eventually(async () => (await storedStatus(payment.id)) === 'completed');
  const about = { to: 'admin@shop.example', about: payment.id };
  await eventually(async () => (await mails(about)).length > 0);
  const before = await getPayment(payment.id);
  for (const again of [header, header, signedHeader(body)]) {
    const reply = await notify(body, again);
    expect(reply.status).toBe(200);
    await eventually(async () => wasTakenIn(reply));
  }
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await getPayment(payment.id)).toEqual(before);
  expect(await mails(about)).toHaveLength(1);
});
