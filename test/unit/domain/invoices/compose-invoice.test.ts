import fc from 'fast-check';
import { dayAt } from '#domain/calendar/day';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import type { Seller } from '#domain/invoices/invoice';
import { saleOfPayment } from '#domain/invoices/sale';
import { currencies, money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { aCompletedPayment, anOrder } from '#test/payments';
import { aSeller } from '#test/sellers';

const compose = (payment: Partial<Payment> = {}, seller: Partial<Seller> = {}) =>
  composeInvoice({
    sale: saleOfPayment(aCompletedPayment(payment), aSeller(seller)),
    seller: aSeller(seller),
    number: 'FA-2026-000001',
    issuedAt: new Date('2026-11-21T10:06:00.000Z'),
  });

describe('an invoice states', () => {
  test('who sold what to whom, when, and that it is paid', () => {
    expect(compose()).toMatchObject({
      number: 'FA-2026-000001',
      currency: 'EUR',
      issueDate: '2026-11-21',
      supplyDate: '2026-11-21',
      dueDate: '2026-12-21',
      seller: { name: 'Atelier Lumière', vatNumber: 'FR96552100554' },
      customer: { kind: 'person', name: 'Aïssatou Diallo' },
      lines: [{ description: 'Abonnement Pro', quantity: 1, vatRate: 2000, netMinor: 39_000 }],
      totals: {
        netMinor: 39_000,
        vatMinor: 7800,
        grossMinor: 46_800,
        paidMinor: 46_800,
        dueMinor: 0,
      },
      payment: { method: 'card', provider: 'stripe', paidDate: '2026-11-21' },
    });
  });

  test('each line at its own rate, or at the shop’s if none is named', () => {
    const lines = [
      { description: 'Livre', quantity: 2, unitGrossMinor: 2110, vatRate: 550 },
      { description: 'Sac', quantity: 1, unitGrossMinor: 1200 },
    ];
    const invoice = compose({ amount: money(5420, 'EUR'), lines });
    expect(invoice.totals.vatGroups).toEqual([
      { vatRate: 2000, netMinor: 1000, vatMinor: 200 },
      { vatRate: 550, netMinor: 4000, vatMinor: 220 },
    ]);
    expect(invoice.lines.map(({ unitNetMicros }) => unitNetMicros)).toEqual([
      20_000_000, 10_000_000,
    ]);
  });

  test('the day in the shop’s time zone, not in UTC', () => {
    const invoice = compose({ completedAt: '2026-11-20T23:30:00.000Z' });
    expect(invoice).toMatchObject({
      supplyDate: '2026-11-21',
      payment: { paidDate: '2026-11-21' },
    });
    expect(dayAt(new Date('2026-07-01T22:00:00.000Z'), 'Europe/Paris')).toBe('2026-07-02');
    expect(dayAt(new Date('2026-07-01T23:59:59.999Z'), 'Africa/Abidjan')).toBe('2026-07-01');
  });

  test('no VAT if the shop is exempt, whatever its lines say, and the reason', () => {
    const invoice = compose(
      { lines: [{ description: 'Pagne', quantity: 1, unitGrossMinor: 46_800, vatRate: 2000 }] },
      { vatNumber: undefined },
    );
    expect(invoice.totals).toMatchObject({ netMinor: 46_800, vatMinor: 0, grossMinor: 46_800 });
    expect(invoice.mentions).toContain('TVA non applicable, art. 293 B du CGI');
  });

  test('VAT in euro beside VAT in francs, at the fixed parity', () => {
    const invoice = compose({ amount: money(1_000_000, 'XOF') });
    expect(invoice.totals).toMatchObject({ netMinor: 833_333, vatMinor: 166_667 });
    expect(invoice.vatInEuro).toEqual({ vatMinor: 25_408, rate: '655.957' });
    expect(compose().vatInEuro).toBeUndefined();
    expect(
      compose({ amount: money(5000, 'XOF') }, { vatNumber: undefined }).vatInEuro,
    ).toBeUndefined();
  });

  test('the legal texts for companies, but not for persons', () => {
    const toCompany = compose({
      buyer: { ...anOrder().buyer, kind: 'company', siren: '732829320' },
    });
    expect(toCompany.mentions.join('\n')).toContain('40\u00a0€');
    expect(toCompany.customer).toMatchObject({ kind: 'company', siren: '732829320' });
    expect(compose().mentions.join('\n')).not.toContain('40\u00a0€');
    expect(compose().mentions).toEqual(['Opération\u00a0: prestation de services']);
  });

  test('in the buyer’s language', () => {
    expect(compose({ locale: 'en' })).toMatchObject({
      locale: 'en',
      mentions: ['Supply: services'],
    });
  });
});

test('the same payment, seller, number and time always make the same invoice', () => {
  expect(compose()).toEqual(compose());
});

test('every payment of any amount, currency and rate is billed to the last unit', () => {
  const rate = fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined });
  const line = fc.record({
    description: fc.constant('Article'),
    quantity: fc.integer({ min: 1, max: 50 }),
    unitGrossMinor: fc.integer({ min: 0, max: 20_000 }),
    vatRate: rate,
  });
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...currencies),
      (lines, currency) => {
        const minor = lines.reduce(
          (sum, { quantity, unitGrossMinor }) => sum + quantity * unitGrossMinor,
          0,
        );
        const { totals } = compose({ lines, amount: money(minor, currency) });
        expect(totals).toMatchObject({ grossMinor: minor, paidMinor: minor, dueMinor: 0 });
      },
    ),
  );
});

test('money paid in another currency is never billed', () => {
  expect(() =>
    compose({ amountPaid: undefined, paidOtherwise: { minor: 46_800, currency: 'xof' } }),
  ).toThrow('own currency');
});
