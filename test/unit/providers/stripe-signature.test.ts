import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { WebhookRejectedError } from '#domain/inbox/unproven-notification';
import { verifyStripeSignature } from '#providers/stripe/verify-signature';
import { anySign } from '#test/any-sign';

type Vector = { secret: string; t: number; body: string; header: string };

const vector = JSON.parse(
  readFileSync(new URL('../../fixtures/signatures/stripe.json', import.meta.url), 'utf8'),
) as Vector;

const sign = (body: string | Uint8Array, t: number | string, secret: string): string =>
  createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');

const toBytes = (text: string) => new TextEncoder().encode(text);

type Delivery = {
  header?: string;
  body?: string | Uint8Array;
  secrets?: string[];
  afterSeconds?: number;
};

/** Stripe's own example, received in the second it was sent; name what the test changes. */
function verify(delivery: Delivery): void {
  const { body = vector.body, secrets = [vector.secret], afterSeconds = 0 } = delivery;
  verifyStripeSignature({
    header: 'header' in delivery ? delivery.header : vector.header,
    rawBody: typeof body === 'string' ? toBytes(body) : body,
    secrets,
    now: new Date((vector.t + afterSeconds) * 1000),
  });
}

function codeOf(delivery: Delivery): WebhookRejectedError['code'] | 'accepted' {
  try {
    verify(delivery);
    return 'accepted';
  } catch (error) {
    if (error instanceof WebhookRejectedError) return error.code;
    throw error;
  }
}

/** Another character in one place. */
const changed = (text: string, alphabet: string) =>
  fc
    .tuple(fc.nat(text.length - 1), fc.constantFrom(...alphabet))
    .filter(([at, character]) => text[at] !== character)
    .map(([at, character]) => text.slice(0, at) + character + text.slice(at + 1));

const signature = vector.header.split('v1=')[1]!;
const refusals = ['signature_invalid', 'signature_missing', 'signature_stale'];

describe('a notification is genuine', () => {
  test('if Stripe signed these bytes just now', () => {
    expect(codeOf({})).toBe('accepted');
  });

  test.each([-86_400, -1, 0, 299, 300])('%i seconds after it was signed', (afterSeconds) => {
    expect(codeOf({ afterSeconds })).toBe('accepted');
  });

  test('with either secret while the secret is rotated', () => {
    expect(codeOf({ secrets: ['whsec_new', vector.secret] })).toBe('accepted');
    expect(codeOf({ secrets: [vector.secret, 'whsec_old'] })).toBe('accepted');
  });

  test('if one of several signatures is right', () => {
    const wrong = 'ab'.repeat(32);
    for (const header of [
      `t=${vector.t},v1=${wrong},v1=${signature}`,
      `t=${vector.t},v1=${signature},v1=${wrong}`,
      `t=${vector.t}, v0=${wrong}, v1=${signature}`,
      `v1=${signature},t=${vector.t}`,
    ])
      expect(codeOf({ header })).toBe('accepted');
  });

  test('with any bytes: accents, emoji, spaces and broken UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        const header = `t=${vector.t},v1=${sign(body, vector.t, vector.secret)}`;
        expect(codeOf({ body, header })).toBe('accepted');
      }),
    );
  });
});

describe('a forged notification is refused', () => {
  test('with any byte of its body changed, added or removed', () => {
    const original = toBytes(vector.body);
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const altered = original.slice();
        altered[at] = altered[at]! ^ flip;
        expect(codeOf({ body: altered })).toBe('signature_invalid');
        expect(codeOf({ body: original.subarray(0, at) })).toBe('signature_invalid');
      }),
    );
    for (const body of [`${vector.body}\n`, ` ${vector.body}`, `\ufeff${vector.body}`, ''])
      expect(codeOf({ body })).toBe('signature_invalid');
  });

  test('with any digit of its time changed', () => {
    fc.assert(
      fc.property(changed(String(vector.t), '0123456789'), (t) => {
        expect(codeOf({ header: `t=${t},v1=${signature}` })).toBe('signature_invalid');
      }),
    );
    for (const t of [`0${vector.t}`, `${vector.t}0`])
      expect(codeOf({ header: `t=${t},v1=${signature}` })).toBe('signature_invalid');
  });

  test('with any character of its signature changed', () => {
    fc.assert(
      fc.property(changed(signature, '0123456789abcdefABCDEFxyz '), (forged) => {
        expect(refusals).toContain(codeOf({ header: `t=${vector.t},v1=${forged}` }));
      }),
      { numRuns: 500 },
    );
  });

  test('if it is signed with another secret, and if there is no secret at all', () => {
    for (const secrets of [['whsec_other'], ['whsec_tes'], [vector.secret.toUpperCase()], []])
      expect(codeOf({ secrets })).toBe('signature_invalid');
  });

  test('if it is old, even with the right signature', () => {
    expect(codeOf({ afterSeconds: 301 })).toBe('signature_stale');
    expect(codeOf({ afterSeconds: 86_400 })).toBe('signature_stale');
  });

  test('if it is old and forged it is called forged, so that nobody learns what matches', () => {
    expect(codeOf({ afterSeconds: 301, body: '{}' })).toBe('signature_invalid');
  });

  test.each([
    undefined,
    '',
    ' ',
    'nonsense',
    ',,,,',
    '=,=',
    `t=${vector.t}`,
    `t=${vector.t},v0=${signature}`,
    `t=${vector.t};v1=${signature}`,
  ])('as missing with the header %p', (header) => {
    expect(codeOf({ header })).toBe('signature_missing');
  });

  test.each([
    `v1=${signature}`,
    `t=,v1=${signature}`,
    `t=now,v1=${signature}`,
    `t=-1,v1=${signature}`,
    `t=1e9,v1=${signature}`,
    `t=${'9'.repeat(400)},v1=${signature}`,
    `t=${vector.t},v1=`,
    `t=${vector.t},v1=wrong`,
    `t=${vector.t},v1=${signature.slice(2)}`,
    `t=${vector.t},v1=${signature}ab`,
  ])('as wrong, not as missing, with the header %p [C19]', (header) => {
    expect(codeOf({ header })).toBe('signature_invalid');
  });

  test('with any header', () => {
    fc.assert(
      fc.property(fc.string({ unit: anySign, maxLength: 200 }), (header) => {
        expect(refusals).toContain(codeOf({ header }));
      }),
    );
  });
});
