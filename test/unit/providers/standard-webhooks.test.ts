import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { WebhookRejectedError } from '#domain/inbox/unproven-notification';
import { verifyStandardWebhook } from '#providers/external/verify-notification';
import { anySign } from '#test/any-sign';

type Vector = { secret: string; id: string; timestamp: number; body: string; header: string };

const vector = JSON.parse(
  readFileSync(
    new URL('../../fixtures/signatures/standard-webhooks.json', import.meta.url),
    'utf8',
  ),
) as Vector;

const toBytes = (text: string) => new TextEncoder().encode(text);

const secretOf = (text: string, length = 32) =>
  `whsec_${Buffer.alloc(length, text).toString('base64')}`;

type Message = { id: string; timestamp: string; body: string | Uint8Array; secret: string };

function sign(changes: Partial<Message> = {}): string {
  const message = { ...vector, timestamp: String(vector.timestamp), ...changes };
  const key = Buffer.from(message.secret.slice('whsec_'.length), 'base64');
  const hmac = createHmac('sha256', key).update(`${message.id}.${message.timestamp}.`);
  return `v1,${hmac.update(message.body).digest('base64')}`;
}

type Delivery = {
  id?: string;
  timestamp?: string;
  header?: string;
  body?: string | Uint8Array;
  secrets?: string[];
  afterSeconds?: number;
};

/** The standard's own example, received in the second it was sent; name what the test changes. */
function verify(delivery: Delivery): void {
  const { body = vector.body, secrets = [vector.secret], afterSeconds = 0 } = delivery;
  const sent = { ...vector, timestamp: String(vector.timestamp), ...delivery };
  verifyStandardWebhook({
    headers: {
      'webhook-id': sent.id,
      'webhook-timestamp': sent.timestamp,
      'webhook-signature': sent.header,
    },
    rawBody: typeof body === 'string' ? toBytes(body) : body,
    secrets,
    now: new Date((vector.timestamp + afterSeconds) * 1000),
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
const changed = (text: string) =>
  fc
    .tuple(fc.nat(text.length - 1), fc.integer({ min: 0x20, max: 0x7e }))
    .map(([at, code]) => text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1))
    .filter((altered) => altered !== text);

const refusals = ['signature_invalid', 'signature_missing', 'signature_stale'];

describe('a callback is genuine', () => {
  test('if the backend signed these bytes just now', () => {
    expect(codeOf({})).toBe('accepted');
  });

  test.each([-300, -299, 0, 299, 300])('%i seconds after it was signed', (afterSeconds) => {
    expect(codeOf({ afterSeconds })).toBe('accepted');
  });

  test('with either secret while the secret is rotated', () => {
    expect(codeOf({ secrets: [secretOf('new'), vector.secret] })).toBe('accepted');
    expect(codeOf({ secrets: [vector.secret, secretOf('old')] })).toBe('accepted');
  });

  test('if one of several signatures is right', () => {
    const other = sign({ secret: secretOf('new') });
    for (const header of [
      `${other} ${vector.header}`,
      `${vector.header} ${other}`,
      `v1a,${'A'.repeat(86)}== ${vector.header}`,
      `v2,unheard-of  ${vector.header} `,
    ])
      expect(codeOf({ header })).toBe('accepted');
  });

  test('with a secret of 24 to 64 bytes', () => {
    for (const length of [24, 25, 26, 32, 64]) {
      const secret = secretOf('s', length);
      expect(codeOf({ secrets: [secret], header: sign({ secret }) })).toBe('accepted');
    }
  });

  test('with any bytes: accents, emoji, spaces and broken UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        expect(codeOf({ body, header: sign({ body }) })).toBe('accepted');
      }),
    );
  });
});

describe('a forged callback is refused', () => {
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

  test('with any character of its id changed: it would count a second time', () => {
    fc.assert(
      fc.property(changed(vector.id), (id) => {
        expect(refusals).toContain(codeOf({ id }));
      }),
    );
  });

  test('with any character of its time changed', () => {
    fc.assert(
      fc.property(changed(String(vector.timestamp)), (timestamp) => {
        expect(refusals).toContain(codeOf({ timestamp }));
      }),
    );
    for (const timestamp of [`0${vector.timestamp}`, `${vector.timestamp}0`])
      expect(codeOf({ timestamp })).toBe('signature_invalid');
  });

  test('with any character of its signature changed, added or removed', () => {
    fc.assert(
      fc.property(changed(vector.header), fc.nat(vector.header.length - 1), (header, length) => {
        expect(refusals).toContain(codeOf({ header }));
        expect(refusals).toContain(codeOf({ header: vector.header.slice(0, length) }));
      }),
      { numRuns: 500 },
    );
    for (const more of ['A', '=', ',', ',A', ', v1'])
      expect(codeOf({ header: vector.header + more })).toBe('signature_invalid');
  });

  test('if its parts are divided elsewhere: an id has no dots', () => {
    const id = `${vector.id}.${vector.timestamp}`;
    const { timestamp } = vector;
    const header = sign({ id, body: vector.body });
    expect(codeOf({ id, header })).toBe('signature_invalid');
    // The same bytes are signed for this id and that body, and that body alone is what was sent.
    expect(codeOf({ header, body: `${timestamp}.${vector.body}` })).toBe('accepted');
  });

  test('if it is signed with another secret, and if there is no secret at all', () => {
    for (const secrets of [[secretOf('other')], []])
      expect(codeOf({ secrets })).toBe('signature_invalid');
  });

  test.each([-86_400, -301, 301, 86_400])(
    '%i seconds after its time, even with the right signature',
    (afterSeconds) => {
      expect(codeOf({ afterSeconds })).toBe('signature_stale');
    },
  );

  test('if it is old and forged it is called forged, so that nobody learns what matches', () => {
    expect(codeOf({ afterSeconds: 301, body: '{}' })).toBe('signature_invalid');
  });

  test('if its only signature is of another version', () => {
    const digest = vector.header.slice('v1,'.length);
    for (const header of [`v1a,${digest}`, `v2,${digest}`, `V1,${digest}`, digest, `v1${digest}`])
      expect(codeOf({ header })).toBe('signature_missing');
  });

  test.each<Delivery>([
    { id: undefined },
    { id: '' },
    { timestamp: undefined },
    { timestamp: '' },
    { header: undefined },
    { header: '' },
    { header: 'v1,' },
    { header: 'v1, v1,' },
  ])('as missing with %j', (delivery) => {
    expect(codeOf(delivery)).toBe('signature_missing');
  });

  test.each<Delivery>([
    { id: 'msg 1' },
    { id: 'x'.repeat(257) },
    { timestamp: 'now' },
    { timestamp: '-1' },
    { timestamp: '1e9' },
    { timestamp: '1614265330.5' },
    { timestamp: '9'.repeat(400) },
    { header: 'v1,wrong' },
  ])('as wrong, not as missing, with %j [C19]', (delivery) => {
    expect(codeOf(delivery)).toBe('signature_invalid');
  });

  test('with any headers', () => {
    const text = fc.string({ unit: anySign, maxLength: 100 });
    fc.assert(
      fc.property(text, text, text, (id, timestamp, header) => {
        expect(refusals).toContain(codeOf({ id, timestamp, header }));
      }),
    );
  });
});

test.each([
  'whsec_',
  secretOf('s', 23),
  secretOf('s', 23).concat(' '),
  vector.secret.slice('whsec_'.length),
  `whsk_${Buffer.alloc(32).toString('base64')}`,
  'whsec_not base64 at all, though it is long enough',
])('a secret that could be guessed is our own mistake, not the sender’s: %s', (secret) => {
  const run = () => verify({ secrets: [vector.secret, secret] });
  expect(run).toThrow('24 random bytes');
  expect(run).not.toThrow(WebhookRejectedError);
});
