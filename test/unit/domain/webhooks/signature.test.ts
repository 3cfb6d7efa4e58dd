import { Webhook } from 'standardwebhooks';
import { secretBytes, shownSecret, signedHeaders, validSecrets } from '#domain/webhooks/signature';
import { anEndpoint } from '#test/webhooks';

const key = 'the-master-key-of-the-shop';
const at = new Date();
const body = '{"type":"payment.completed","data":{"city":"Orléans – 名前"}}';
const message = { id: 'evt_01KAJ0000000000000000000000', at, body };

/** The independent judge: the library that receivers are told to use. */
const judge = (secret: Uint8Array, headers: Record<string, string>, text = body) =>
  new Webhook(shownSecret(secret)).verify(text, headers);

test('a body is accepted by the receiver’s library, and no other body or secret', () => {
  const secret = secretBytes(key, 'we_1', 1);
  const headers = signedHeaders([secret], message);
  expect(judge(secret, headers)).toEqual(JSON.parse(body));
  expect(() => judge(secret, headers, body.replace('Orléans', 'Paris'))).toThrow();
  expect(() => judge(secretBytes(key, 'we_2', 1), headers)).toThrow();
  expect(() => judge(secretBytes('another key', 'we_1', 1), headers)).toThrow();
  expect(() => judge(secret, { ...headers, 'webhook-id': 'evt_other' })).toThrow();
});

test('while a secret is rotated, receivers with the old one and with the new one accept it', () => {
  const endpoint = anEndpoint({
    secretVersion: 2,
    previousSecretUntil: new Date(at.getTime() + 60_000).toISOString(),
  });
  const [fresh, old] = [2, 1].map((version) => secretBytes(key, endpoint.id, version));
  const headers = signedHeaders(validSecrets(key, endpoint, at), message);
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
  expect(judge(fresh!, headers)).toEqual(JSON.parse(body));
  expect(judge(old!, headers)).toEqual(JSON.parse(body));
  const later = new Date(at.getTime() + 60_000);
  const after = signedHeaders(validSecrets(key, endpoint, later), message);
  expect(judge(fresh!, after)).toEqual(JSON.parse(body));
  expect(() => judge(old!, after)).toThrow();
});

test('a secret is shown as Standard Webhooks wants it: 32 bytes in base64 after whsec_', () => {
  const shown = shownSecret(secretBytes(key, 'we_1', 1));
  expect(shown).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(shownSecret(secretBytes(key, 'we_1', 2))).not.toBe(shown);
});
