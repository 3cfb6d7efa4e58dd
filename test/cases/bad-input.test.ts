import { randomUUID } from 'node:crypto';
import { aPaymentRequest, api, type Json } from '#test/cloud';
import { expectNothingOpened, expectProblem } from '#test/problems';
import { stripeAccount } from '#test/stripe-account';

/** What is wrong, and the field that the answer must name. */
type Case = [what: string, field: string, changes: object];

const cus = (changes: object) => ({ customer: { name: 'Awa Diop', ...changes } });
const line = (changes: object) => ({
  lines: [{ description: 'Abonnement', quantity: 1, unitAmount: 46_800, ...changes }],
});

const amounts: Case[] = [
  ['negative', 'amount', { amount: -1 }],
  ['zero', 'amount', { amount: 0 }],
  ['fractional', 'amount', { amount: 12.5 }],
  ['XOF with decimals', 'amount', { amount: 500.5, currency: 'XOF' }],
  ['one above the most', 'amount', { amount: 100_000_000 }],
  ['beyond what a double holds', 'amount', { amount: 2 ** 53 }],
  ['astronomical', 'amount', { amount: 1e300 }],
  ['a text', 'amount', { amount: '46800' }],
  ['a decimal text', 'amount', { amount: '468.00' }],
  ['null', 'amount', { amount: null }],
  ['true', 'amount', { amount: true }],
  ['a list', 'amount', { amount: [46_800] }],
  ['an object', 'amount', { amount: { minor: 46_800 } }],
  ['missing', 'amount', { amount: undefined }],
];

const choices: Case[] = [
  ['an unknown currency', 'currency', { currency: 'USD' }],
  ['a currency in small letters', 'currency', { currency: 'eur' }],
  ['an empty currency', 'currency', { currency: '' }],
  ['a number as currency', 'currency', { currency: 978 }],
  ['no currency', 'currency', { currency: undefined }],
  ['an unknown method', 'method', { method: 'bitcoin' }],
  ['no method', 'method', { method: undefined }],
  ['an unknown provider', 'provider', { provider: 'adyen' }],
  ['an unknown action', 'action', { action: 'fax' }],
  ['an unknown locale', 'locale', { locale: 'de' }],
];

const buyers: Case[] = [
  ['no customer', 'customer', { customer: undefined }],
  ['null for a customer', 'customer', { customer: null }],
  ['a text for a customer', 'customer', { customer: 'Awa' }],
  ['no address', 'customer.email', cus({ email: undefined })],
  ['no e-mail address', 'customer.email', cus({ email: 'awa' })],
  ['a second header', 'customer.email', cus({ email: 'a@b.example\r\nBcc: c@d.example' })],
  ['two addresses', 'customer.email', cus({ email: 'a@b.example,c@d.example' })],
  ['a long address', 'customer.email', cus({ email: `${'a'.repeat(250)}@b.example` })],
  ['an empty name', 'customer.name', cus({ email: 'a@b.example', name: '' })],
  ['a blank name', 'customer.name', cus({ email: 'a@b.example', name: ' \t ' })],
  ['a long name', 'customer.name', cus({ email: 'a@b.example', name: 'a'.repeat(201) })],
  ['a name on two lines', 'customer.name', cus({ email: 'a@b.example', name: 'Awa\nDiop' })],
  ['a name with a zero byte', 'customer.name', cus({ email: 'a@b.example', name: 'Awa\0' })],
  ['half a character', 'customer.name', cus({ email: 'a@b.example', name: 'Awa \ud83d' })],
  ['a national phone', 'customer.phone', cus({ email: 'a@b.example', phone: '0612345678' })],
  ['a strange customer id', 'customer.customerId', cus({ email: 'a@b.example', customerId: '7' })],
  ['a short SIREN', 'customer.siren', cus({ email: 'a@b.example', siren: '123' })],
  [
    'a SIREN with a wrong check digit',
    'customer.siren',
    cus({ email: 'a@b.example', siren: '732829321' }),
  ],
  [
    'a French VAT number with a wrong key',
    'customer.vatNumber',
    cus({ email: 'a@b.example', vatNumber: 'FR45732829320' }),
  ],
  [
    'a delivery to no country',
    'customer.deliveryAddress.country',
    cus({
      email: 'a@b.example',
      deliveryAddress: { street: '1 rue', city: 'Nantes', country: 'ZZ' },
    }),
  ],
  ['an unknown field', 'customer', cus({ email: 'a@b.example', isVip: true })],
  [
    'half an address',
    'customer.address.city',
    cus({ address: { street: '1 rue', country: 'FR' } }),
  ],
];

const lines: Case[] = [
  ['no lines at all', 'lines', { lines: [] }],
  ['too many lines', 'lines', { lines: Array(201).fill(line({}).lines[0]) }],
  ['an object for lines', 'lines', { lines: {} }],
  ['no piece', 'lines.0.quantity', line({ quantity: 0 })],
  ['a hundred-thousandth of a piece', 'lines.0.quantity', line({ quantity: 0.00001 })],
  ['a negative price', 'lines.0.unitAmount', line({ unitAmount: -46_800 })],
  ['a fractional price', 'lines.0.unitAmount', line({ unitAmount: 0.1 })],
  ['a rate above 100 %', 'lines.0.vatRate', line({ vatRate: 10_001 })],
  ['a negative rate', 'lines.0.vatRate', line({ vatRate: -1 })],
  ['a rate that France does not have', 'lines.0.vatRate', line({ vatRate: 1_800 })],
  ['neither goods nor services', 'lines.0.supplies', line({ supplies: 'air' })],
  ['the same deposit twice', 'deposits', { deposits: ['inv_1', 'inv_1'] }],
  ['a deposit that is none', 'deposits.0', { deposits: ['AC-2026-000001'] }],
  ['an unknown field', 'lines.0', line({ rebate: 10 })],
];

const texts: Case[] = [
  ['no description', 'description', { description: undefined }],
  ['an empty description', 'description', { description: '' }],
  ['a long description', 'description', { description: 'a'.repeat(501) }],
  ['a number for a description', 'description', { description: 42 }],
  ['half a character', 'description', { description: 'a\udc00b' }],
  ['a list as metadata', 'metadata', { metadata: ['a'] }],
  ['null as metadata', 'metadata', { metadata: null }],
  ['a number in metadata', 'metadata.a', { metadata: { a: 1 } }],
  ['an object in metadata', 'metadata.a', { metadata: { a: { b: 'c' } } }],
  ['a long value in metadata', 'metadata.a', { metadata: { a: 'x'.repeat(501) } }],
  ['half a character in metadata', 'metadata.a', { metadata: { a: '\ud800' } }],
  ['a blank in a key', 'metadata.a b', { metadata: { 'a b': 'c' } }],
  ['a key that is a path', 'metadata.a[b]', { metadata: { 'a[b]': 'c' } }],
  ['a constructor', 'metadata.constructor', { metadata: { constructor: 'c' } }],
  [
    'too much metadata',
    'metadata',
    { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, 'v'])) },
  ],
];

/** A request that can be found again, whatever is wrong with it. */
function marked(changes: Json): { mark: string; body: Json } {
  const mark = randomUUID();
  const email = `buyer-${mark}@example.com`;
  const body = aPaymentRequest({ orderId: mark, ...changes });
  if (body.customer?.email === 'a@b.example') body.customer.email = email;
  return { mark, body };
}

test.each([...amounts, ...choices, ...buyers, ...lines, ...texts])(
  '%s is refused, the answer names %s, and nothing is opened',
  async (_what, field, changes) => {
    const { mark, body } = marked(changes);
    const reply = await api('POST', '/v1/payments', { body });
    const { errors } = expectProblem(reply, 400, 'invalid_request');
    expect(errors.map(({ path }: { path: string }) => path)).toContain(field);
    await expectNothingOpened(mark);
  },
);

test.each(['status', 'id', 'amountRefunded', 'customerId', 'clientToken', 'card'])(
  'an unsupported field, %s, is refused by its name',
  async (field) => {
    const { mark, body } = marked({ [field]: 'x' });
    const reply = await api('POST', '/v1/payments', { body });
    expect(expectProblem(reply, 400, 'invalid_request').detail).toContain(`"${field}"`);
    await expectNothingOpened(mark);
  },
);

test('all wrong fields are named at once', async () => {
  const { body } = marked({ amount: -1, currency: 'USD', method: 'bitcoin' });
  const { errors } = expectProblem(
    await api('POST', '/v1/payments', { body }),
    400,
    'invalid_request',
  );
  expect(errors.map(({ path }: { path: string }) => path)).toEqual([
    'amount',
    'currency',
    'method',
  ]);
});

test.each([
  ['below what Stripe takes in EUR', 'amount_below_minimum', { amount: 49 }],
  ['below what Stripe takes in XOF', 'amount_below_minimum', { amount: 299, currency: 'XOF' }],
  ['that its lines do not add up to', 'lines_do_not_add_up', line({ unitAmount: 46_799 })],
  ['far below its lines', 'lines_do_not_add_up', line({ quantity: 9_999, unitAmount: 99_999_999 })],
  ['by a method without a provider', 'no_provider_available', { method: 'mobile_money' }],
  ['by a provider that is not configured', 'no_provider_available', { provider: 'cinetpay' }],
])('an amount %s cannot be paid (%s), and nothing is opened', async (_what, code, changes) => {
  const { mark, body } = marked(changes);
  expectProblem(await api('POST', '/v1/payments', { body }), 422, code);
  await expectNothingOpened(mark);
});

test('metadata that names another payment does not touch it', async () => {
  const other = (await api('POST', '/v1/payments', { body: aPaymentRequest() })).body;
  const { body } = marked({ metadata: { peage_payment_id: other.id } });
  const payment = (await api('POST', '/v1/payments', { body })).body;
  const session = payment.action.url.split('/').at(-1);
  const { metadata } = await stripeAccount.checkout.sessions.retrieve(session);
  expect(metadata).toMatchObject({ peage_payment_id: payment.id });
});
