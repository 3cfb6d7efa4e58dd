import { holdsCardNumber } from '#contract/card-number';

test.each([
  ['Visa', '4242424242424242'],
  ['Visa of 19 digits', '4000000000000000006'],
  ['Mastercard', '5555555555554444'],
  ['Mastercard, newer numbers', '2223003122003222'],
  ['American Express', '378282246310005'],
  ['Discover', '6011111111111117'],
  ['JCB', '3566002020360505'],
  ['UnionPay', '6200000000000005'],
])('a number of %s is recognised', (_network, number) => {
  expect(holdsCardNumber(number)).toBe(true);
});

test.each([
  '4242 4242 4242 4242',
  '4242-4242-4242-4242',
  '4242.4242.4242.4242',
  '4242\u00a04242\u00a04242\u00a04242',
  '3782 822463 10005',
  'Carte n° 4242 4242 4242 4242, 12/34, 123',
  'exp 12/2034 4242 4242 4242 4242',
  'CB4242424242424242.',
  'premier : 1234567812345678, second : 4242424242424242',
  '4242/4242/4242/4242',
  '4242, 4242, 4242, 4242',
  '4242  4242  4242  4242',
  '4242—4242–4242-4242',
  '4242 4242-4242.4242',
  '42424242 42424242',
  '4242_4242_4242_4242',
  '4242\t4242\t4242\t4242',
  '4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2',
  'n° 3 : 4-2-4-2-4-2-4-2-4-2-4-2-4-2-4-2',
  '42 42 42 42 42 42 42 42',
  '4242\u200b4242\u20604242\u00ad4242',
  '４２４２４２４２４２４２４２４２',
  '④②④②④②④②④②④②④②④②',
  '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢',
  '४२४२ ४२४२ ४२४२ ४२४२',
  'AB42 4242 4242 4242 42',
  'CB42424242424242424242, 4242 4242 4242 4242',
])('in any spelling: %s', (text) => {
  expect(holdsCardNumber(text)).toBe(true);
});

test.each([
  ['a number that fails the check', '4242424242424241'],
  ['a SIRET, which passes it', '36252187900034'],
  ['a SIRET in groups', '732 829 320 00074'],
  ['a moment in milliseconds', '1790000000000'],
  ['a day and an hour', '20261109143000'],
  ['an IBAN', 'FR7630006000011234567890189'],
  ['an IBAN in groups that look like a card', 'FR10 4242 4242 4242 4242 0011 890'],
  ['an E.164 number', '+33612345678'],
  ['an id', '550e8400-e29b-41d4-a716-446655440000'],
  ['an id with the digits of a card', 'abcd4102-4242-4002-8242-abcdabcdef01'],
  ['more digits than a card has', '42424242424242424242'],
  ['an order', 'Commande 4242-4242'],
  ['an EAN of Germany', '4006381330060'],
  ['an EAN and how many', '4006381330060, 250 g'],
  ['an EAN that passes the check', '4222222222222'],
  ['an order number and its item', '4500012345 000017'],
  ['two phone numbers', '06 41 23 45 67 / 06 98 76 54 32'],
  ['two phone numbers of London', '+44 20 7946 0958, +44 20 7946 0999'],
  ['a hash', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a hash with the digits of a card', 'a4242424242424242b00998ecf8427ef'],
  ['an amount in words and figures', '4 242 424 F CFA, 2 424 242 F CFA'],
  ['words', 'Abonnement annuel'],
  ['nothing', ''],
])('%s is not a card number', (_what, text) => {
  expect(holdsCardNumber(text)).toBe(false);
});

test('a long text is checked quickly', () => {
  // Processor time of this thread: a busy machine must not decide.
  const before = process.threadCpuUsage();
  for (const part of ['4242 ', '4', '4 ', '٤', 'FR76 ', 'a-'])
    holdsCardNumber(part.repeat(100_000));
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(20);
});
