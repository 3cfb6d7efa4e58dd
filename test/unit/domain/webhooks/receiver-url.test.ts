import {
  emptyDirectory,
  listenersTo,
  withEndpoint,
  withoutEndpoint,
} from '#domain/webhooks/endpoint';
import { refusalOfUrl } from '#domain/webhooks/receiver-url';

const own = ['api.shop.example'];

test.each([
  'https://warehouse.example/hooks',
  'https://warehouse.example:443/hooks?tenant=7',
  'https://xn--caf-dma.example',
  'https://hooks.eu.warehouse.example./in@box',
])('%s may be called', (url) => expect(refusalOfUrl(url, own)).toBeUndefined());

test.each([
  ['not a url', 'not_a_url'],
  ['', 'not_a_url'],
  ['http://warehouse.example', 'not_https'],
  ['ftp://warehouse.example', 'not_https'],
  ['file:///etc/passwd', 'not_https'],
  ['https://user:secret@warehouse.example', 'with_user_info'],
  ['https://user@warehouse.example', 'with_user_info'],
  ['https://@warehouse.example', 'with_user_info'],
  ['https://api.shop.example@evil.example/', 'with_user_info'],
  ['https://warehouse.example/#part', 'with_fragment'],
  ['https://warehouse.example:8443', 'other_port'],
  ['https://warehouse.example:22', 'other_port'],
  ['https://127.0.0.1/', 'address_literal'],
  ['https://2130706433/', 'address_literal'],
  ['https://0x7f.1/', 'address_literal'],
  ['https://0177.0.0.1/', 'address_literal'],
  ['https://127.1/', 'address_literal'],
  ['https://127.0.0.1./', 'address_literal'],
  ['https://１２７.０.０.１/', 'address_literal'],
  ['https://[::1]/', 'address_literal'],
  ['https://[::ffff:127.0.0.1]/', 'address_literal'],
  ['https://93.184.216.34/', 'address_literal'],
  ['https://localhost/', 'not_public_name'],
  ['https://warehouse/', 'not_public_name'],
  ['https://warehouse./', 'not_public_name'],
  ['https://printer.local/', 'not_public_name'],
  ['https://vpce-1.sqs.eu-west-3.vpce.amazonaws.com/', 'not_public_name'],
  ['https://metadata.google.internal/', 'not_public_name'],
  ['https://API.shop.example/v1/payments', 'our_own'],
  ['https://api.shop.example./', 'our_own'],
])('%s is refused: %s', (url, why) => expect(refusalOfUrl(url, own)).toBe(why));

test('an endpoint hears of its types, of all with a beginning, or of everything', () => {
  const all = [
    { id: 'we_all', types: ['*'] },
    { id: 'we_payments', types: ['payment.*', 'order.paid'] },
    { id: 'we_none', types: [] },
  ].reduce(withEndpoint, emptyDirectory);
  expect(listenersTo(all, 'payment.failed')).toEqual(['we_all', 'we_payments']);
  expect(listenersTo(all, 'order.paid')).toEqual(['we_all', 'we_payments']);
  expect(listenersTo(all, 'order.paid_late')).toEqual(['we_all']);
  expect(listenersTo(withoutEndpoint(all, 'we_all'), 'order.paid_late')).toEqual([]);
});
