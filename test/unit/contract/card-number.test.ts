import { holdsCardNumber } from '#contract/card-number';

test.each([
  ['Visa', '4242424242424242'],
  ['Visa of 13 digits', '4222222222222'],
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
])('however it is written: %s', (text) => {
  expect(holdsCardNumber(text)).toBe(true);
});

test.each([
  ['a number that fails the check', '4242424242424241'],
  ['a SIRET, which passes it', '36252187900034'],
  ['a SIRET in groups', '732 829 320 00074'],
  ['a moment in milliseconds', '1790000000000'],
  ['a day and an hour', '20261109143000'],
  ['an IBAN', 'FR7630006000011234567890189'],
  ['an IBAN in groups that look like a card', 'FR76 4242 4242 4242 4242 0011 890'],
  ['an E.164 number', '+33612345678'],
  ['an id', '550e8400-e29b-41d4-a716-446655440000'],
  ['an id with the digits of a card', 'abcd4102-4242-4002-8242-abcdabcdef01'],
  ['more digits than a card has', '42424242424242424242'],
  ['an order', 'Commande 4242-4242'],
  ['words', 'Abonnement annuel'],
  ['nothing', ''],
])('%s is none', (_what, text) => {
  expect(holdsCardNumber(text)).toBe(false);
});
