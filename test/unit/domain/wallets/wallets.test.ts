import { type Wallets, walletsOn } from '#domain/wallets/wallets';

function setup(
  shopOrigins = ['https://shop.example', 'http://localhost:*', 'https://b.example:8443'],
) {
  const asked: string[] = [];
  const find = async (domain: string): Promise<Wallets> => {
    asked.push(domain);
    return { applePay: true, googlePay: true };
  };
  return { asked, wallets: (domain: string) => walletsOn({ find, shopOrigins }, domain) };
}

const none = { applePay: false, googlePay: false };

test.each([
  ['shop.example', 'shop.example'],
  ['SHOP.example', 'shop.example'],
  ['localhost', 'localhost'],
  ['b.example', 'b.example'],
])('wallets are available on the shop’s own %s', async (domain, name) => {
  const { asked, wallets } = setup();
  expect(await wallets(domain)).toEqual({ applePay: true, googlePay: true });
  expect(asked).toEqual([name]);
});

test.each([
  'evil.example',
  'www.shop.example',
  'shop.example.evil.com',
  'https://shop.example',
  '',
])('the provider is not asked about other domains: %p', async (domain) => {
  const { asked, wallets } = setup();
  expect(await wallets(domain)).toEqual(none);
  expect(asked).toEqual([]);
});

test('a shop without pages has no wallets', async () => {
  expect(await setup([]).wallets('shop.example')).toEqual(none);
});
