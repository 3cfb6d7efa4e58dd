import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

type Headers = Record<string, string>;

const guide = readFileSync('docs/webhooks.md', 'utf8');

/** A pair that the authors of Standard Webhooks have published. */
const vector = JSON.parse(
  readFileSync('test/fixtures/signatures/standard-webhooks.json', 'utf8'),
) as { secret: string; id: string; timestamp: number; body: string; header: string };

/** The code of the guide as it is printed, at a given time. */
function receiverAt(seconds: number) {
  const [, code = ''] = /^```js\n([\s\S]*?)^```$/m.exec(guide)!;
  const runnable = code.replace(/^import .*$/m, '').replace(/^export /gm, '');
  const world = { createHmac, timingSafeEqual, Buffer, Date: { now: () => seconds * 1000 } };
  return runInNewContext(`${runnable}; readWebhook`, world) as (
    headers: Headers,
    body: string,
    secret: string,
  ) => object;
}

const { secret, id, timestamp, body, header } = vector;
const headers: Headers = {
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': header,
};

describe('the receiver that is printed in docs/webhooks.md', () => {
  const receive = receiverAt(timestamp + 5);

  test('accepts what Standard Webhooks signs', () => {
    expect(receive(headers, body, secret)).toEqual(JSON.parse(body));
  });

  test('accepts either of two signatures while the secret is being changed', () => {
    const other = `v1,${Buffer.alloc(32, 7).toString('base64')}`;
    for (const both of [`${other} ${header}`, `${header} ${other}`])
      expect(receive({ ...headers, 'webhook-signature': both }, body, secret)).toBeTruthy();
  });

  test.each<[string, Headers, string, string]>([
    ['another body', headers, '{"test": 2432232315}', secret],
    ['another secret', headers, body, `whsec_${Buffer.alloc(24, 1).toString('base64')}`],
    ['another id', { ...headers, 'webhook-id': 'msg_2' }, body, secret],
    ['no signature', { ...headers, 'webhook-signature': '' }, body, secret],
    ['another version', { ...headers, 'webhook-signature': header.slice(3) }, body, secret],
    ['headers that are missing', {}, body, secret],
  ])('refuses %s', (_, sent, text, key) => {
    expect(() => receive(sent, text, key)).toThrow('not from Péage');
  });

  test('refuses what was sent long ago, or in the future', () => {
    for (const seconds of [timestamp + 301, timestamp - 301])
      expect(() => receiverAt(seconds)(headers, body, secret)).toThrow('too old');
  });
});
