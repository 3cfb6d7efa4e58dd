import fc from 'fast-check';
import type { PayPalDelivery } from '#providers/paypal/verify-notification';
import {
  certificateServer,
  deliveryWith,
  genuineCertificate,
  genuineHeaders,
  sentAt,
  vector,
  verifierWith,
  webhookId,
} from './paypal-certificate.ts';

const verify = verifierWith();

const codeOf = (changes: Partial<PayPalDelivery>, verifier = verify): Promise<string> =>
  verifier(deliveryWith(changes)).then(
    () => 'accepted',
    (error) => error.code ?? error,
  );

const withHeader = (name: string, value: string | undefined) => ({
  headers: { ...genuineHeaders, [name]: value },
});

/** Another character in one place. */
const changed = (text: string, alphabet: string) =>
  fc
    .tuple(fc.nat(text.length - 1), fc.constantFrom(...alphabet))
    .filter(([at, character]) => text[at] !== character)
    .map(([at, character]) => text.slice(0, at) + character + text.slice(at + 1));

const later = (seconds: number) =>
  verifierWith({ now: () => new Date(Date.parse(sentAt) + seconds * 1000) });

describe('a notification is genuine', () => {
  test('if PayPal signed these bytes for our webhook', async () => {
    expect(await codeOf({})).toBe('accepted');
  });

  test('for either webhook while one replaces another', async () => {
    expect(await codeOf({ webhookIds: ['1JE0000000000000X', webhookId] })).toBe('accepted');
  });

  test.each([-86_400, 0, 3600, 3 * 86_400])('%i seconds after it was signed', async (seconds) => {
    expect(await codeOf({}, later(seconds))).toBe('accepted');
  });
});

describe('a forged notification is refused', () => {
  test('with any byte of its body changed, added or removed', async () => {
    const original = deliveryWith().rawBody;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(original.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const altered = original.slice();
          altered[at] = altered[at]! ^ flip;
          expect(await codeOf({ rawBody: altered })).toBe('signature_invalid');
          expect(await codeOf({ rawBody: original.subarray(0, at) })).toBe('signature_invalid');
        },
      ),
    );
    for (const body of [`${vector.body}\n`, ` ${vector.body}`, `\ufeff${vector.body}`, ''])
      expect(await codeOf({ rawBody: new TextEncoder().encode(body) })).toBe('signature_invalid');
  });

  test('with any character of its time changed', async () => {
    await fc.assert(
      fc.asyncProperty(changed(sentAt, '0123456789TZ:-+ '), async (time) => {
        const code = await codeOf(withHeader('paypal-transmission-time', time));
        expect(['signature_invalid', 'signature_stale']).toContain(code);
      }),
    );
    for (const same of ['2026-11-21T10:00:00.000Z', '2026-11-21T11:00:00+01:00'])
      expect(await codeOf(withHeader('paypal-transmission-time', same))).toBe('signature_invalid');
  });

  test('with any character of its signature changed, also the unused bits of the last one', async () => {
    const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= ';
    const isAnother = async (signature: string) =>
      expect(await codeOf(withHeader('paypal-transmission-sig', signature))).toBe(
        'signature_invalid',
      );
    await fc.assert(fc.asyncProperty(changed(vector.signature_b64, base64), isAnother), {
      numRuns: 500,
    });
    const last = vector.signature_b64.length - 3;
    const at = base64.indexOf(vector.signature_b64[last]!);
    for (const other of [1, 2, 15])
      await isAnother(
        `${vector.signature_b64.slice(0, last)}${base64[at ^ other]}${vector.signature_b64.slice(last + 1)}`,
      );
    await isAnother(vector.signature_b64.slice(0, -2));
    await isAnother(`${vector.signature_b64} `);
  });

  test('with any character of its transmission id changed', async () => {
    const id = genuineHeaders['paypal-transmission-id']!;
    await fc.assert(
      fc.asyncProperty(changed(id, '0123456789abcdef-|'), async (other) => {
        const code = await codeOf(withHeader('paypal-transmission-id', other));
        expect(code).toBe('signature_invalid');
      }),
    );
  });

  test('if it was meant for another webhook, or if there is none', async () => {
    for (const webhookIds of [['WEBHOOK_ID'], [webhookId.toLowerCase()], []])
      expect(await codeOf({ webhookIds })).toBe('signature_invalid');
  });

  test('if it was sent more than three days ago', async () => {
    expect(await codeOf({}, later(3 * 86_400 + 3601))).toBe('signature_stale');
    expect(await codeOf({}, later(365 * 86_400))).toBe('signature_stale');
  });
});

describe('what can be refused at once causes no request', () => {
  const refuse = async (changes: Partial<PayPalDelivery>, now = () => new Date(sentAt)) => {
    const server = certificateServer(() => new Response(genuineCertificate));
    const code = await codeOf(changes, verifierWith({ fetch: server.fetch, now }));
    expect(server.asked).toEqual([]);
    return code;
  };

  test.each(Object.keys(genuineHeaders))('without %s', async (name) => {
    expect(await refuse(withHeader(name, undefined))).toBe('signature_missing');
    expect(await refuse(withHeader(name, ''))).toBe('signature_missing');
  });

  test.each([
    ['paypal-auth-algo', 'MD5withRSA'],
    ['paypal-auth-algo', 'SHA256withECDSA'],
    ['paypal-auth-algo', 'none'],
    ['paypal-transmission-time', 'yesterday'],
    ['paypal-transmission-time', '2026-13-41T10:00:00Z'],
    ['paypal-transmission-time', '1795255200'],
    ['paypal-transmission-sig', '%%%'],
  ])('with %s: %s', async (name, value) => {
    expect(await refuse(withHeader(name, value))).toBe('signature_invalid');
  });

  test('if it is old', async () => {
    expect(await refuse({}, () => new Date('2027-01-01'))).toBe('signature_stale');
  });
});
