import { WebhookRejectedError } from '#domain/inbox/unproven-notification';
import { phoneLink, webAddress } from '#providers/external/addresses';
import { requireAllowedAddress } from '#providers/external/verify-notification';

/** Where this shop's backend is: plain HTTP is as safe there as the calls to it are. */
const backend = 'http://127.0.0.1:4010';

const mayCall = (sourceIp: string, allowed?: string[]): boolean => {
  try {
    requireAllowedAddress(sourceIp, allowed);
    return true;
  } catch (error) {
    if (error instanceof WebhookRejectedError && error.code === 'sender_not_allowed') return false;
    throw error;
  }
};

describe('callbacks are accepted from the backend’s addresses', () => {
  test.each([
    ['41.66.20.1', '41.66.20.1'],
    ['41.66.20.1', '41.66.20.0/24'],
    ['41.66.20.255', '41.66.20.0/24'],
    ['::ffff:41.66.20.1', '41.66.20.0/24'],
    ['::ffff:2942:1401', '41.66.20.1'],
    ['41.66.20.1', '::ffff:41.66.20.1'],
    ['2001:db8:0:1::7', '2001:db8::/32'],
    ['2001:0DB8::7', '2001:db8::7'],
  ])('%s is within %s', (sourceIp, entry) => {
    expect(mayCall(sourceIp, ['10.9.9.9', entry])).toBe(true);
  });

  test.each([
    ['41.66.21.0', '41.66.20.0/24'],
    ['41.66.20.2', '41.66.20.1'],
    ['::ffff:41.66.21.0', '41.66.20.0/24'],
    ['2001:db9::1', '2001:db8::/32'],
    ['41.66.20.1', '2001:db8::/32'],
    ['', '0.0.0.0/0'],
    ['41.66.20', '0.0.0.0/0'],
    ['41.66.20.1, 10.0.0.1', '0.0.0.0/0'],
    ['unknown', '0.0.0.0/0'],
  ])('%p is not within %s', (sourceIp, entry) => {
    expect(mayCall(sourceIp, [entry])).toBe(false);
  });

  test('without a list any address is allowed, with an empty one none', () => {
    expect(mayCall('41.66.20.1')).toBe(true);
    expect(mayCall('41.66.20.1', [])).toBe(false);
  });

  test.each([
    '',
    'backend.example',
    '41.66.20.0/',
    '41.66.20.0/x',
    '41.66.20.0/33',
    '41.66.20/24',
    '::1/129',
  ])('a list with %p in it is our own mistake', (entry) => {
    const run = () => requireAllowedAddress('41.66.20.1', [entry]);
    expect(run).toThrow();
    expect(run).not.toThrow(WebhookRejectedError);
  });
});

describe('a buyer is only sent to a safe address', () => {
  test.each(['https://pay.backend.example/p/1?by=qr', 'http://127.0.0.1:4010/pay/ext_1'])(
    '%s',
    (url) => {
      expect(webAddress(url, backend)).toBe(url);
      expect(phoneLink(url, backend)).toBe(url);
    },
  );

  test.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'JavaScript://pay.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://pay.example/1',
    'file:///etc/passwd',
    'http://pay.backend.example/p/1',
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.1:4011/pay/ext_1',
    'http://localhost:4010/pay/ext_1',
    '/pay/1',
    '//pay.backend.example/p/1',
    'https://',
    '',
    null,
    undefined,
    42,
    { href: 'https://pay.example' },
  ])('and not to %p', (url) => {
    expect(webAddress(url, backend)).toBeUndefined();
    expect(phoneLink(url, backend)).toBeUndefined();
  });

  test('an app can only be opened on the phone', () => {
    expect(phoneLink('wallet://pay/1', backend)).toBe('wallet://pay/1');
    expect(webAddress('wallet://pay/1', backend)).toBeUndefined();
  });
});
