import { readFileSync } from 'node:fs';
import { parseCinetPayNotification } from '#providers/cinetpay/notification';
import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import { paymentIdOf } from '#test/payments';

const vector = JSON.parse(
  readFileSync(new URL('../../fixtures/signatures/cinetpay-v2.json', import.meta.url), 'utf8'),
) as { fields: Record<string, string>; form: string };

const createdAt = '2026-11-21T10:00:00.123Z';
const paymentId = paymentIdOf('awa', createdAt);
const name = transactionIdOf(paymentId);
const fields = { ...vector.fields, cpm_trans_id: name, cpm_designation: 'Thé à la menthe' };

const multipart = (given: Record<string, string>) =>
  `${Object.entries(given)
    .map(
      ([key, value]) => `--b1\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
    )
    .join('')}--b1--\r\n`;

test.each([
  ['a form', new URLSearchParams(fields).toString()],
  ['JSON', JSON.stringify(fields)],
  ['a multipart form', multipart(fields)],
])('a notification of the older API names the payment, in %s', (_, body) => {
  expect(parseCinetPayNotification(body)).toEqual({
    eventId: expect.stringMatching(/^[0-9a-f]{64}$/),
    eventType: 'cinetpay.v2',
    occurredAt: createdAt,
    concerns: 'payment',
    paymentId,
    reference: `v2:${name}`,
  });
});

test('a notification of the new API names the payment; its status is not read', () => {
  const body = { notify_token: 't', merchant_transaction_id: name, transaction_id: 'TX1' };
  const expected = {
    eventType: 'cinetpay.v1',
    occurredAt: createdAt,
    concerns: 'payment',
    paymentId,
    reference: `v1:${name}`,
  };
  expect(parseCinetPayNotification(JSON.stringify(body))).toMatchObject(expected);
  expect(parseCinetPayNotification(JSON.stringify({ ...body, status: 'SUCCESS' }))).toMatchObject(
    expected,
  );
});

test('a second attempt’s notification names the same payment', () => {
  const body = new URLSearchParams({ ...fields, cpm_trans_id: transactionIdOf(paymentId, 2) });
  expect(parseCinetPayNotification(body.toString())).toMatchObject({
    paymentId,
    reference: `v2:${transactionIdOf(paymentId, 2)}`,
  });
});

test('equal bytes are the same notification, different bytes another one', () => {
  const idOf = (changes: object) =>
    parseCinetPayNotification(new URLSearchParams({ ...fields, ...changes }).toString()).eventId;
  expect(idOf({})).toBe(idOf({}));
  expect(idOf({ cpm_error_message: 'WAITING_CUSTOMER_TO_VALIDATE' })).not.toBe(idOf({}));
});

test.each([vector.form, '{}', '[]', '{"half', 'null', '', 'a', '--', '--b\r\n', 'cpm_trans_id'])(
  'a notification without a payment of ours is foreign: %j',
  (body) => {
    expect(parseCinetPayNotification(body)).toMatchObject({
      concerns: 'payment',
      paymentId: undefined,
      occurredAt: '1970-01-01T00:00:00.000Z',
    });
  },
);
