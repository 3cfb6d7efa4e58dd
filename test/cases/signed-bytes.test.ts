import { eventually, initiate, type Reply } from '#test/cloud';
import { storedStatus } from '#test/problems';
import {
  alike,
  notify,
  notifySigned,
  nowSeconds,
  paidUnheard,
  signatureOf,
  signedHeader,
  verdictOn,
  wasTakenIn,
} from '#test/stripe-events';

/** Sends the notification of a new payment in this way, and waits until it is believed. */
async function expectBelieved(send: (event: object) => Promise<Reply>): Promise<void> {
  const { payment, event } = await paidUnheard();
  expect(await storedStatus(payment.id)).toBe('pending');
  expect((await send(event)).status).toBe(200);
  await eventually(async () => (await storedStatus(payment.id)) === 'completed');
}

const pretty = (event: object) => JSON.stringify(event, null, 2);

const escaped = (text: string) =>
  text.replace(
    /[\u0080-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

describe('a notification that Stripe signed is accepted, byte for byte', () => {
  test.each<[string, (event: object) => string]>([
    ['accents and emoji', (event) => pretty({ ...event, note: 'Été à Dakar 🌍 – 日本' })],
    ['the same letters escaped', (event) => escaped(pretty({ ...event, note: 'Été 🌍' }))],
    ['characters that queues refuse', (event) => pretty({ ...event, note: '\ufffe\uffff' })],
    ['letters in two parts', (event) => pretty({ ...event, note: 'e\u0301te\u0301' })],
    ['a line break at the end', (event) => `${pretty(event)}\n`],
    ['blanks around it', (event) => `  ${pretty(event)}\r\n\r\n`],
    ['no blanks at all', (event) => JSON.stringify(event)],
    ['fields of tomorrow', (event) => pretty({ ...event, reason: { type: 'new' }, context: null })],
  ])('%s', async (_what, write) => {
    await expectBelieved((event) => notifySigned(write(event)));
  });

  test('a body that the gateway passes on as base64', async () => {
    const headers = { 'content-type': 'application/cloudevents+json' };
    await expectBelieved((event) => notifySigned(pretty({ ...event, note: 'Été' }), headers));
  });

  test('content types with a character set', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    await expectBelieved((event) => notifySigned(pretty(event), headers));
  });

  test('signed by a clock that is ahead', async () => {
    await expectBelieved((event) => {
      const body = pretty(event);
      return notify(body, signedHeader(body, { at: nowSeconds() + 600 }));
    });
  });

  test.each([
    ['the first', (good: string, bad: string) => `v1=${good},v1=${bad}`],
    ['the second', (good: string, bad: string) => `v1=${bad},v1=${good}`],
    ['one among older schemes', (good: string, bad: string) => `v0=${bad},v1=${good},v2=x`],
  ])('signed twice while its secret is rotated: %s is valid', async (_which, both) => {
    await expectBelieved((event) => {
      const body = pretty(event);
      const at = nowSeconds();
      const good = signatureOf(body, { at });
      const bad = signatureOf(body, { at, secret: 'whsec_the_one_before' });
      return notify(body, `t=${at},${both(good, bad)}`);
    });
  });
});

describe('an accepted notification that does not concern us is kept and ignored', () => {
  test.each<[string, string, (event: object & { data: { object: object } }) => object]>([
    ['an unknown type', 'ignored', (event) => alike(event, { type: 'peage.unheard_of' })],
    ['a type without effect', 'ignored', (event) => alike(event, { type: 'customer.created' })],
    ['an event of live mode', 'wrong_mode', (event) => alike(event, { livemode: true })],
    [
      'a checkout of another application',
      'foreign',
      (event) => alike(event, { data: { object: { ...event.data.object, metadata: {} } } }),
    ],
    [
      'an object without metadata',
      'foreign',
      (event) => alike(event, { data: { object: { id: 'cs_test_x', metadata: null } } }),
    ],
  ])('%s: %s', async (_what, verdict, change) => {
    const { payment, event } = await paidUnheard();
    const reply = await notifySigned(pretty(change(event)));
    expect(reply.body).toEqual({ received: true });
    expect(await verdictOn(reply)).toBe(verdict);
    expect(await storedStatus(payment.id)).toBe('pending');
  });
});

test('a genuine event is only a hint: Stripe is asked, and an unpaid payment stays unpaid', async () => {
  const { event } = await paidUnheard();
  const unpaid = await initiate();
  const metadata = { ...event.data.object.metadata, peage_payment_id: unpaid.id };
  for (const id of [unpaid.action.url.split('/').at(-1), event.data.object.id]) {
    const object = { ...event.data.object, id, metadata };
    const reply = await notifySigned(pretty(alike(event, { data: { object } })));
    expect(reply.status).toBe(200);
    await eventually(async () => wasTakenIn(reply));
  }
  expect(await storedStatus(unpaid.id)).toBe('pending');
});
