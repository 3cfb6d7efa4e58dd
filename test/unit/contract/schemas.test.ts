import fc from 'fast-check';
import { viewApiKey } from '#contract/api-key-view';
import { apiKeyView, createApiKeyRequest, listApiKeysQuery, scope } from '#contract/api-keys';
import * as part from '#contract/parts';
import {
  viewInitiated,
  viewInvoiceOf,
  viewKept,
  viewListed,
  viewPayment,
} from '#contract/payment-view';
import {
  initiatedPayment,
  initiatePaymentRequest,
  keptPayment,
  listPaymentsQuery,
  paymentPage,
  paymentRequestFrom,
  paymentView,
} from '#contract/payments';
import { scopes } from '#domain/access/caller';
import { currencies } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { aCompletedPayment, aPayment } from '#test/payments';

const aRequest = (changes: Record<string, unknown> = {}) => ({
  amount: 46_800,
  currency: 'EUR',
  method: 'card',
  customer: { email: 'aissatou@comptoir-diallo.example', name: 'Aïssatou Diallo' },
  description: 'Abonnement Pro',
  ...changes,
});

const aCustomer = (changes: Record<string, unknown>) => ({
  customer: { ...aRequest().customer, ...changes },
});

const aLine = (changes: Record<string, unknown>) => ({
  lines: [{ description: 'Café', quantity: 1, unitAmount: 46_800, ...changes }],
});

const isAccepted = (changes: Record<string, unknown>) =>
  initiatePaymentRequest.safeParse(aRequest(changes)).success;

describe('a request to pay', () => {
  test('with the minimum of fields is accepted, and read with its defaults', () => {
    expect(initiatePaymentRequest.parse(aRequest())).toEqual({
      ...aRequest(),
      action: 'redirect',
      locale: 'fr',
      metadata: {},
    });
  });

  test('passes its lines and discounts on in the words of the domain', () => {
    const asked = initiatePaymentRequest.parse(
      aRequest({
        ...aLine({ quantity: 2.5, vatRate: 550, discount: { amount: 100, reason: 'Fidélité' } }),
        discounts: [{ amount: 200, reason: 'Soldes', vatRate: 2000 }],
      }),
    );
    expect(paymentRequestFrom(asked)).toEqual({
      ...asked,
      lines: [
        {
          description: 'Café',
          quantity: 2.5,
          unitGrossMinor: 46_800,
          vatRate: 550,
          discount: { grossMinor: 100, reason: 'Fidélité' },
        },
      ],
      discounts: [{ grossMinor: 200, reason: 'Soldes', vatRate: 2000 }],
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['the smallest amount', { amount: 1 }],
    ['the largest amount', { amount: 99_999_999 }],
    ['francs', { amount: 5000, currency: 'XOF' }],
    ['a phone of Abidjan', aCustomer({ phone: '+2250707000000' })],
    ['a company', aCustomer({ kind: 'company', siren: '732829320', vatNumber: 'FR44732829320' })],
    ['an address', aCustomer({ address: { street: '3 quai', city: 'Nantes', country: 'FR' } })],
    ['a free line', aLine({ unitAmount: 0 })],
    ['two and a half kilos [C20]', aLine({ quantity: 2.5 })],
    ['the smallest quantity [C20]', aLine({ quantity: 0.0001 })],
    ['the largest quantity [C20]', aLine({ quantity: 999_999_999.9999 })],
    ['returned goods [C20]', aLine({ quantity: -1 })],
    ['a discount on a line [C20]', aLine({ discount: { amount: 100, reason: 'Fidélité' } })],
    ['a discount on all [C20]', { discounts: [{ amount: 100, reason: 'Soldes' }] }],
    ['a code of exemption [C6]', aLine({ vatRate: 0, exemption: { code: 'VATEX-FR-CGI261-4' } })],
    ['an exemption in words [C6]', aLine({ vatRate: 0, exemption: { text: 'Formation' } })],
    ['notes', { metadata: { table: '7', 'note-2': '' } }],
    ['a name in Arabic and an emoji', aCustomer({ name: 'زينب 🎉' })],
    ['the page of a shop at work on it', { returnUrl: 'http://localhost:3000/merci?a=1#b' }],
  ])('with %s is accepted', (_, changes) => {
    expect(isAccepted(changes)).toBe(true);
  });

  test.each<[string, Record<string, unknown>]>([
    ['a negative amount', { amount: -1 }],
    ['nothing to pay', { amount: 0 }],
    ['half a cent', { amount: 0.5 }],
    ['a hundred million', { amount: 100_000_000 }],
    ['more than a number can hold', { amount: 2 ** 53 }],
    ['an endless amount', { amount: Number.POSITIVE_INFINITY }],
    ['an amount that is not a number', { amount: Number.NaN }],
    ['an amount in quotes', { amount: '46800' }],
    ['no amount at all but null', { amount: null }],
    ['dollars', { currency: 'USD' }],
    ['euros in small letters', { currency: 'eur' }],
    ['a way to pay that we do not know', { method: 'cheque' }],
    ['a field that we do not know', { amuont: 1 }],
    ['a field that we do not know of the customer', aCustomer({ role: 'admin' })],
    ['a field that we do not know in a line', aLine({ discount: 1 })],
    ['a status', { status: 'completed' }],
    ['no customer', { customer: undefined }],
    ['an e-mail without @', aCustomer({ email: 'aissatou' })],
    ['an e-mail of two', aCustomer({ email: 'a@shop.example,b@shop.example' })],
    ['an e-mail with a name', aCustomer({ email: 'A <a@shop.example>' })],
    ['an e-mail with a header', aCustomer({ email: 'a@shop.example\r\nBcc: b@evil.example' })],
    ['an e-mail of a kilobyte', aCustomer({ email: `${'a'.repeat(1000)}@shop.example` })],
    ['an empty name', aCustomer({ name: '' })],
    ['a name of blanks', aCustomer({ name: '   ' })],
    ['a name of two lines', aCustomer({ name: 'Zoé\nBcc: x' })],
    ['a phone without its country', aCustomer({ phone: '0707000000' })],
    ['a customer id that opens another', aCustomer({ customerId: 'cus_a#PAYMENT' })],
    ['a country in words', aCustomer({ address: { street: 'x', city: 'y', country: 'France' } })],
    [
      'a country that does not exist',
      aCustomer({ address: { street: 'x', city: 'y', country: 'XX' } }),
    ],
    ['a SIREN of eight digits', aCustomer({ siren: '73282932' })],
    ['a SIREN with a wrong check digit', aCustomer({ siren: '732829321' })],
    ['a VAT number of no country', aCustomer({ vatNumber: 'ZZ123456789' })],
    ['a VAT number of another form than its country’s', aCustomer({ vatNumber: 'DE12345678' })],
    ['a French VAT number with a wrong key', aCustomer({ vatNumber: 'FR45732829320' })],
    ['no lines in a list of lines', { lines: [] }],
    ['two hundred and one lines', { lines: Array(201).fill(aLine({}).lines[0]) }],
    ['a line of nothing', aLine({ quantity: 0 })],
    ['a quantity of five decimals [C20]', aLine({ quantity: 0.00001 })],
    ['a quantity of ten digits [C20]', aLine({ quantity: 1_000_000_000 })],
    ['a quantity in words', aLine({ quantity: '2' })],
    ['a discount without a reason', aLine({ discount: { amount: 100 } })],
    ['a discount of nothing', aLine({ discount: { amount: 0, reason: 'x' } })],
    ['an exemption that says nothing', aLine({ vatRate: 0, exemption: {} })],
    ['an unknown code of exemption', aLine({ vatRate: 0, exemption: { code: 'VATEX-FR-CGI999' } })],
    [
      'a word that only a program knows, as a code',
      aLine({ vatRate: 0, exemption: { code: 'toString' } }),
    ],
    ['no discounts in a list of discounts', { discounts: [] }],
    ['a line of a negative price', aLine({ unitAmount: -1 })],
    ['a line of a fraction', aLine({ unitAmount: 0.1 })],
    ['VAT of more than all', aLine({ vatRate: 10_001 })],
    ['VAT of less than nothing', aLine({ vatRate: -1 })],
    ['VAT at a rate that France does not have', aLine({ vatRate: 1800 })],
    [
      'twenty-one notes',
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, ''])) },
    ],
    ['a note of two lines', { metadata: { note: 'a\nb' } }],
    ['a note that is a number', { metadata: { table: 7 } }],
    ['a note under a name with blanks', { metadata: { 'a b': 'x' } }],
    ['a page that is a script', { returnUrl: 'javascript:alert(1)' }],
    ['a page that is a file', { cancelUrl: 'file:///etc/passwd' }],
    ['a page that is a copy in memory', { returnUrl: 'blob:https://shop.example/1' }],
    ['a page without its host', { returnUrl: '/merci' }],
    ['a page with a user', { returnUrl: 'https://shop.example@evil.example/' }],
    ['a language that we do not speak', { locale: 'de' }],
  ])('with %s is refused', (_, changes) => {
    expect(isAccepted(changes)).toBe(false);
  });

  test('never has a control character in any text', () => {
    const control = fc
      .oneof(fc.integer({ min: 0, max: 0x1f }), fc.integer({ min: 0x7f, max: 0x9f }))
      .map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(control, (character) => {
        const hidden = `a${character}b`;
        for (const changes of [
          { description: hidden },
          { orderId: hidden },
          { metadata: { note: hidden } },
          aCustomer({ name: hidden }),
          aLine({ description: hidden }),
        ])
          expect(isAccepted(changes)).toBe(false);
      }),
    );
  });

  test('has every amount from one to the largest, and no other number', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double(), fc.integer(), fc.integer({ min: 1, max: 99_999_999 })),
        (amount) => {
          const isFair = Number.isInteger(amount) && amount >= 1 && amount <= 99_999_999;
          expect(isAccepted({ amount })).toBe(isFair);
        },
      ),
    );
  });
});

const violationsOf = (changes: Record<string, unknown>) =>
  initiatePaymentRequest
    .safeParse(aRequest(changes))
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('a request to pay is refused in plain words [C17]', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'an amount with cents',
      { amount: 50.5 },
      'amount must be a whole number of minor units: 50.50 EUR is 5050, 50 XOF is 50',
    ],
    ['an amount of nothing', { amount: 0 }, 'amount must be at least 1'],
    ['dollars', { currency: 'USD' }, 'currency must be EUR or XOF or XAF'],
    ['half a piece', aLine({ quantity: [] }), 'lines.0.quantity must be a'],
    ['no name', aCustomer({ name: undefined }), 'customer.name is missing'],
    ['no method', { method: undefined }, 'method is missing'],
    ['a name of blanks', aCustomer({ name: ' ' }), 'customer.name must not be empty'],
    [
      'a long text',
      { description: 'x'.repeat(501) },
      'description must have at most 500 characters',
    ],
    ['a typing error', { amuont: 1 }, ' has unknown fields: "amuont"'],
    ['no lines', { lines: [] }, 'lines must not be empty'],
    ['many lines', { lines: Array(201).fill(7) }, 'lines must have at most 200 entries'],
    ['a note that is a number', { metadata: { a: 7 } }, 'metadata.a must be a text in quotes'],
    ['a bad name of a note', { metadata: { 'a b': '' } }, 'metadata.a b must be named by 1 to 40'],
    ['no address', { returnUrl: '/merci' }, 'returnUrl must be a web address'],
    ['an e-mail without @', aCustomer({ email: 'aissatou' }), 'customer.email has no @'],
  ])('for %s', (_, changes, words) => {
    expect(violationsOf(changes)).toEqual([expect.stringContaining(words)]);
  });

  test('with one error for twenty thousand notes, without reading any [B5]', () => {
    const metadata = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k ${i}`, 7]));
    expect(violationsOf({ metadata })).toEqual(['metadata must have at most 20 entries']);
  });

  test('with one error for a text that is too long, whatever it contains [B5]', () => {
    const description = `4242 4242 4242 4242 \u202e${' '.repeat(1000)}x`;
    expect(violationsOf({ description })).toHaveLength(1);
  });

  test('with only a few of the unknown fields, and the beginnings of their names [B5]', () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, i) => [`${'x'.repeat(1_000)}${i}`, 1]),
    );
    expect(JSON.stringify(violationsOf(unknown)).length).toBeLessThan(500);
  });
});

describe('accepted values are stored', () => {
  const stored = (changes: Record<string, unknown>) =>
    initiatePaymentRequest.parse(aRequest(changes));

  test.each([
    ['https://shop。example/a', 'https://shop.example/a'],
    ['https://sh\u00adop.example', 'https://shop.example/'],
    ['HTTPS://Shop.Example/merci?a=é', 'https://shop.example/merci?a=%C3%A9'],
    ['https://shop.example/\u202eabc', 'https://shop.example/%E2%80%AEabc'],
  ])('as browsers read it: %s [C10]', (returnUrl, normal) => {
    expect(stored({ returnUrl, cancelUrl: returnUrl })).toMatchObject({
      returnUrl: normal,
      cancelUrl: normal,
    });
  });

  test('as mail services take it: the domain in punycode and small letters [C8]', () => {
    expect(stored(aCustomer({ email: ' a&b@Café.FR ' })).customer?.email).toBe(
      'a&b@xn--caf-dma.fr',
    );
  });

  test.each(['می\u200cخواهم', 'क्\u200dष', '👩\u200d💻 Léa', 'tiret\u00adconditionnel', 'زينب'])(
    'with the joiners that their script needs: %s [C10]',
    (name) => expect(stored(aCustomer({ name })).customer?.name).toBe(name),
  );
});

describe('a request for a key', () => {
  const accepts = (changes: Record<string, unknown>) =>
    createApiKeyRequest.safeParse({ name: 'Caisse', scopes: ['payments:write'], ...changes })
      .success;

  test('names its scopes, and only existing ones', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ customerId: 'cus_diallo' })).toBe(true);
    for (const wrong of [
      { scopes: [] },
      { scopes: ['everything'] },
      { scopes: 'payments:write' },
      { name: '' },
      { name: 'a\nb' },
      { customerId: 'diallo' },
      { secretHash: 'ab' },
    ])
      expect(accepts(wrong)).toBe(false);
  });
});

describe('a list', () => {
  test.each([listPaymentsQuery, listApiKeysQuery])(
    'has twenty entries by default, or 1 to 100 (%#)',
    (query) => {
      expect(query.parse({})).toEqual({ limit: 20 });
      expect(query.parse({ limit: '100' })).toEqual({ limit: 100 });
      for (const limit of ['0', '-1', '101', '1.5', 'many', '', ' '])
        expect(query.safeParse({ limit }).success).toBe(false);
    },
  );

  test('can be filtered by known fields only', () => {
    const accepts = (query: Record<string, string>) => listPaymentsQuery.safeParse(query).success;
    expect(accepts({ from: '2026-11-21', to: '2026-11-21T10:00:00Z', status: 'completed' })).toBe(
      true,
    );
    for (const wrong of [{ from: 'yesterday' }, { status: 'paid' }, { sort: 'amount' }, { q: '' }])
      expect(accepts(wrong as never)).toBe(false);
  });
});

describe('what the contract and the rules both list is the same', () => {
  test('currencies and scopes', () => {
    expect(part.currency.options).toEqual(currencies);
    expect(scope.options).toEqual([...scopes]);
  });
});

const shops = { action: 'none', shopsOwn: true, customer: true } as const;
const buyers = { action: 'all', shopsOwn: false, customer: true } as const;

describe('answers', () => {
  test('have the form of the contract', () => {
    const urlOf = (id: string) => `https://api.example/v1/invoices/${id}/pdf`;
    const note = { id: 'inv_2', number: 'AV-2026-000001', issuedAt: '2026-11-21T10:06:00.000Z' };
    const creditNotes = [{ ...note, grossMinor: 6_800 }];
    const shown = { id: 'inv_1', number: 'FA-2026-000001', creditNotes };
    const invoice = viewInvoiceOf(aCompletedPayment(), shown, urlOf);
    expect(invoice).toMatchObject({
      creditNotes: [{ ...note, amount: 6_800, url: urlOf('inv_2') }],
      amountCredited: 6_800,
      amountRemaining: 40_000,
    });
    for (const payment of [
      aPayment(),
      aPayment({ status: 'failed', failure: { code: 'x', message: 'y' } }),
      aCompletedPayment(),
    ]) {
      const initiated = viewInitiated(viewKept(payment), payment, 'ct_1');
      expect(initiated).toEqual(initiatedPayment.parse(initiated));
      expect(viewKept(payment)).toEqual(keptPayment.parse(viewKept(payment)));
      for (const sight of [shops, buyers]) {
        const view = viewPayment(payment, invoice, sight);
        expect(view).toEqual(paymentView.parse(view));
        const page = { data: [viewListed(payment, sight)], nextCursor: null };
        expect(page).toEqual(paymentPage.parse(page));
      }
    }
  });

  test('contain what the buyer must do next only while there is something to do', () => {
    const actionOf = (payment: Payment) => viewInitiated(viewKept(payment), payment, 'ct_1').action;
    expect(actionOf(aPayment())).toMatchObject({ kind: 'redirect' });
    for (const status of ['processing', 'completed', 'failed', 'cancelled', 'expired'] as const)
      expect(actionOf(aPayment({ status }))).toBeNull();
  });

  test('to a repetition are the same bytes while the payment is open, then contain its final state [B9]', () => {
    const kept = viewKept(aPayment());
    const answer = (payment: Payment) => JSON.stringify(viewInitiated(kept, payment, 'ct_1'));
    const first = answer(aPayment());
    expect(answer(aPayment({ status: 'processing', updatedAt: '2026-11-21T10:04:00.000Z' }))).toBe(
      first,
    );
    expect(JSON.parse(answer(aCompletedPayment({ action: undefined })))).toEqual({
      ...JSON.parse(first),
      status: 'completed',
      action: null,
    });
  });

  const sheet = {
    kind: 'sdk',
    provider: 'stripe',
    clientSecret: 'pi_1_secret_2',
    customerSessionClientSecret: 'cuss_secret_3',
  } as const;

  test('for callers who only read contain nothing that allows to act [B2]', () => {
    const payment = aPayment({ action: sheet });
    for (const seen of [viewListed(payment, shops), viewPayment(payment, null, shops)]) {
      expect(seen).not.toHaveProperty('action');
      expect(JSON.stringify(seen)).not.toMatch(/_secret|cuss_|ct_/);
    }
  });

  test('for payers contain the payment’s own secret, and never the customer’s cards [B1]', () => {
    const { action } = viewPayment(aPayment({ action: sheet }), null, buyers);
    expect(action).toEqual({ kind: 'sdk', provider: 'stripe', clientSecret: 'pi_1_secret_2' });
  });

  test('for a returning browser contain an address to continue to, and no secret', () => {
    const seen = (payment: Payment) =>
      viewPayment(payment, null, { action: 'page', shopsOwn: false, customer: true }).action;
    expect(seen(aPayment())).toMatchObject({ kind: 'redirect' });
    expect(seen(aPayment({ action: sheet }))).toBeNull();
  });

  test('show buyers neither the shop’s metadata nor the query of its return address [B7]', () => {
    const payment = aPayment({
      metadata: { internal_margin: '37%' },
      returnUrl: 'https://shop.example/merci?session=SECRET#part',
    });
    const seen = viewPayment(payment, null, buyers);
    expect(seen).not.toHaveProperty('metadata');
    expect(seen.returnUrl).toBe('https://shop.example/merci');
    expect(viewPayment(payment, null, shops)).toMatchObject({
      metadata: payment.metadata,
      returnUrl: payment.returnUrl,
    });
  });

  test('show neither internal notes nor the hash of a key', () => {
    const shown = JSON.stringify([
      viewPayment(aPayment({ closing: 'cancelled' }), null, shops),
      viewApiKey({
        id: 'key_1',
        name: 'Caisse',
        scopes: [],
        secretHash: 'the-hash',
        createdAt: '2026-11-21T10:00:00.000Z',
        createdBy: 'user-1',
      }),
    ]);
    for (const hidden of ['the-hash', 'ownerId', 'closing', 'version', 'user-1'])
      expect(shown).not.toContain(hidden);
    expect(apiKeyView.shape).not.toHaveProperty('secretHash');
  });
});
