import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  VerificationUnavailableError,
  WebhookRejectedError,
} from '#domain/inbox/unproven-notification';
import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import {
  type CinetPayProof,
  verifyCinetPayNotification,
} from '#providers/cinetpay/verify-notification';
import { paymentIdOf } from '#test/payments';

type Fields = Record<string, string>;

const vector = JSON.parse(
  readFileSync(new URL('../../fixtures/signatures/cinetpay-v2.json', import.meta.url), 'utf8'),
) as { secret: string; order: string[]; fields: Fields; form: string; x_token: string };

const paymentId = paymentIdOf('awa');
const hash = createHash('sha256').update('notify-me').digest('hex');

/** What the shop says of a notification; nothing may be asked for that the test does not give. */
async function verdictOn(
  body: string | Uint8Array,
  { token, ...proof }: Partial<CinetPayProof> & { token?: string } = {},
): Promise<string> {
  const neverAsked = async () => {
    throw new Error('the test did not allow this to be asked');
  };
  try {
    await verifyCinetPayNotification({
      headers: { 'x-token': token },
      rawBody: typeof body === 'string' ? new TextEncoder().encode(body) : body,
      readSecretKeys: neverAsked,
      findTokenHash: neverAsked,
      ...proof,
    });
    return 'accepted';
  } catch (error) {
    const isVerdict =
      error instanceof WebhookRejectedError || error instanceof VerificationUnavailableError;
    if (isVerdict) return error.code;
    throw error;
  }
}

describe('a notification of the older API', () => {
  const readSecretKeys = async () => [vector.secret];
  const verdict = (body: string | Uint8Array, proof: Parameters<typeof verdictOn>[1] = {}) =>
    verdictOn(body, { readSecretKeys, token: vector.x_token, ...proof });
  const signed = (values: Uint8Array) =>
    createHmac('sha256', vector.secret).update(values).digest('hex');
  const formOf = (fields: Fields) => new URLSearchParams(fields).toString();

  test('is genuine if it is signed with the secret key', async () => {
    expect(await verdict(vector.form)).toBe('accepted');
    expect(await verdict(vector.form, { token: vector.x_token.toUpperCase() })).toBe('accepted');
  });

  test('is genuine as JSON and as a multipart form, with its fields in any order', async () => {
    const reversed = Object.entries(vector.fields).toReversed();
    const parts = reversed.map(
      ([name, value]) =>
        `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    expect(await verdict(JSON.stringify(Object.fromEntries(reversed)))).toBe('accepted');
    expect(await verdict(`${parts.join('')}--x--\r\n`)).toBe('accepted');
    expect(await verdict(formOf(Object.fromEntries(reversed)))).toBe('accepted');
  });

  test('is genuine with either secret while the secret is rotated', async () => {
    for (const secrets of [
      ['new', vector.secret],
      [vector.secret, 'old'],
    ])
      expect(await verdict(vector.form, { readSecretKeys: async () => secrets })).toBe('accepted');
  });

  test('is genuine if a field is missing, and signed as empty', async () => {
    const { cpm_error_message: _missing, ...fields } = vector.fields;
    const values = vector.order.map((name) => (fields as Fields)[name] ?? '').join('');
    const token = signed(Buffer.from(values));
    expect(await verdict(formOf(fields), { token })).toBe('accepted');
  });

  test('is genuine with any bytes in the buyer’s texts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 50 }), async (bytes) => {
        const encoded = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
        const token = signed(bytes);
        expect(await verdict(`cpm_designation=${encoded}`, { token })).toBe('accepted');
      }),
    );
  });

  test('is refused if any byte of a signed field was changed', async () => {
    const names = vector.order.filter((name) => vector.fields[name] !== '');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, place, flip) => {
          const bytes = Buffer.from(vector.fields[name]!);
          const at = place % bytes.length;
          bytes[at] = bytes[at]! ^ flip;
          const encoded = [...bytes]
            .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
            .join('');
          const { [name]: _original, ...others } = vector.fields;
          const body = `${name}=${encoded}&${formOf(others)}`;
          expect(await verdict(body)).toBe('signature_invalid');
        },
      ),
    );
  });

  test('is refused if a field was removed, or given twice with the changed one first', async () => {
    for (const name of vector.order) {
      const { [name]: _missing, ...others } = vector.fields;
      expect(await verdict(formOf(others))).toBe('signature_invalid');
      expect(await verdict(`${name}=0&${vector.form}`)).toBe('signature_invalid');
    }
  });

  test.each(['0'.repeat(64), 'ab', 'nonsense', `${vector.x_token}00`, `0x${vector.x_token}`])(
    'is refused with the token %j',
    async (token) => {
      expect(await verdict(vector.form, { token })).toBe('signature_invalid');
    },
  );

  test('is refused if it is signed with another secret, and if there is none', async () => {
    for (const secrets of [['other'], []])
      expect(await verdict(vector.form, { readSecretKeys: async () => secrets })).toBe(
        'signature_invalid',
      );
  });

  test('is refused if it is another site’s', async () => {
    expect(await verdict(vector.form, { siteIds: ['445160'] })).toBe('accepted');
    expect(await verdict(vector.form, { siteIds: ['1'] })).toBe('signature_invalid');
  });

  test.each([undefined, '', '  '])('is refused without a token: %p', async (token) => {
    expect(await verdict(vector.form, { token })).toBe('signature_missing');
  });
});

describe('a notification of the new API', () => {
  const bodyOf = (changes: object = {}) =>
    JSON.stringify({
      notify_token: 'notify-me',
      merchant_transaction_id: transactionIdOf(paymentId),
      transaction_id: 'TX1',
      status: 'SUCCESS',
      ...changes,
    });
  const findTokenHash = async (id: string) => ({ found: id === paymentId, hash });

  test('is genuine if it has the payment’s own token', async () => {
    expect(await verdictOn(bodyOf(), { findTokenHash })).toBe('accepted');
  });

  test('is refused with any other token', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (notify_token) => {
        expect(await verdictOn(bodyOf({ notify_token }), { findTokenHash })).toBe(
          'signature_invalid',
        );
      }),
    );
  });

  test('is refused with another payment’s token', async () => {
    const other = { merchant_transaction_id: transactionIdOf(paymentIdOf('moussa')) };
    const findOther = async () => ({ found: true, hash: 'ab'.repeat(32) });
    expect(await verdictOn(bodyOf(other), { findTokenHash: findOther })).toBe('signature_invalid');
  });

  test('is refused for an unknown payment, or an id that is not ours', async () => {
    const other = { merchant_transaction_id: transactionIdOf(paymentIdOf('moussa')) };
    expect(await verdictOn(bodyOf(other), { findTokenHash })).toBe('signature_invalid');
    for (const merchant_transaction_id of ['ORDER0001', '', null, 7])
      expect(await verdictOn(bodyOf({ merchant_transaction_id }))).toBe('signature_invalid');
  });

  test('is retried while our own write of the token is a moment late', async () => {
    const notYet = async () => ({ found: true });
    expect(await verdictOn(bodyOf(), { findTokenHash: notYet })).toBe('verification_unavailable');
  });

  test.each([
    bodyOf({ notify_token: undefined }),
    bodyOf({ notify_token: '' }),
    '{}',
    '{"half',
    '',
  ])('is refused without a token: %j', async (body) => {
    expect(await verdictOn(body)).toBe('signature_missing');
  });
});

test('anything else is refused, and a long body is not scanned repeatedly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await verdictOn(bytes)).toBe('signature_missing');
    }),
  );
  const long = 400_000;
  for (const body of ['\n\n'.repeat(long), `--a\n${'--a\n\n'.repeat(long)}`, ';name='.repeat(long)])
    expect(await verdictOn(body)).toBe('signature_missing');
});
