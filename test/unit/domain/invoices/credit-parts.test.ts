import fc from 'fast-check';
import { composeCreditNote } from '#domain/invoices/compose-credit-note';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import { creditParts } from '#domain/invoices/credit-parts';
import { brokenRules } from '#domain/invoices/e-invoice/check-content';
import type { InvoiceContent } from '#domain/invoices/invoice';
import type { CountedCreditNote } from '#domain/invoices/invoice-store';
import type { Sale } from '#domain/invoices/sale';
import type { Currency } from '#domain/money';
import { aSeller } from '#test/sellers';

const issuedAt = new Date('2026-11-21T10:06:00.000Z');

const line = fc.record({
  description: fc.constant('Article'),
  // A return is below zero, as in the corrections of a month.
  quantity: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 9 }) }, fc.constant(-1)),
  unitGrossMinor: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 999_999 })),
  vatRate: fc.constantFrom(0, 210, 550, 1000, 1800, 2000),
  exemption: fc.constantFrom({ code: 'VATEX-EU-G' }, { text: 'Exonéré' }),
});

const anyInvoice = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    currency: fc.constantFrom<Currency>('EUR', 'XOF'),
    locale: fc.constantFrom('fr', 'en'),
  })
  .map(
    (sale): Sale => ({
      ...sale,
      customer: { kind: 'person', name: 'Awa Diop', email: 'awa@example.com' },
      supplyDate: '2026-11-20',
    }),
  )
  .map((sale) => composeInvoice({ sale, seller: aSeller(), number: 'FA-2026-000007', issuedAt }))
  .filter(({ totals }) => totals.grossMinor > 0);

/** Parts of the whole that go back one after the other; the rest goes back in the end. */
const anyRefunds = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Everything goes back: in random parts, and the rest at last. */
function creditAll(invoice: InvoiceContent, refunds: readonly number[]): Issued[] {
  const issued: Issued[] = [];
  let leftMinor = invoice.totals.grossMinor;
  const wanted = refunds.map((part) => Math.floor(part * invoice.totals.grossMinor));
  for (const minor of [...wanted, leftMinor]) {
    const grossMinor = Math.min(minor, leftMinor);
    if (grossMinor < 1) continue;
    leftMinor -= grossMinor;
    issued.push(issue(invoice, issued, grossMinor));
  }
  return issued;
}

type Issued = CountedCreditNote & { content: InvoiceContent };

function issue(invoice: InvoiceContent, credited: readonly Issued[], grossMinor: number): Issued {
  const number = `AV-2026-00000${credited.length + 1}`;
  const order = { invoice, credited, grossMinor, cause: { refundId: 'ref_1' }, number, issuedAt };
  const { content, parts } = composeCreditNote(order);
  const vatInEuroMinor = content.vatInEuro?.vatMinor;
  return { id: number, number, issuedAt: '', grossMinor, parts, vatInEuroMinor, content };
}

const given = (property: (invoice: InvoiceContent, notes: Issued[]) => void) =>
  fc.assert(
    fc.property(anyInvoice, anyRefunds, (invoice, refunds) =>
      property(invoice, creditAll(invoice, refunds)),
    ),
    { numRuns: 500 },
  );

/** From zero to the whole, whichever sign the whole has. */
const isWithin = (part: number, whole: number): boolean =>
  whole < 0 ? part <= 0 && part >= whole : part >= 0 && part <= whole;

describe('whatever is refunded, in however many parts', () => {
  test('no group is credited beyond the invoice at any time, and all of them exactly in the end', () => {
    given(({ totals }, notes) => {
      for (const [index, group] of totals.vatGroups.entries()) {
        let [net, vat] = [0, 0];
        for (const { parts } of notes) {
          net += parts[index]!.netMinor;
          vat += parts[index]!.vatMinor;
          expect(isWithin(net, group.netMinor) && isWithin(vat, group.vatMinor)).toBe(true);
        }
        expect([net, vat]).toEqual([group.netMinor, group.vatMinor]);
      }
    });
  });

  test('each credit note is of what went back, to the unit, and adds up', () => {
    given((_, notes) => {
      for (const { content, grossMinor, parts } of notes) {
        const { totals, lines } = content;
        expect(totals.grossMinor).toBe(grossMinor);
        expect(totals.netMinor + totals.vatMinor).toBe(grossMinor);
        expect(sum(totals.vatGroups.map(({ netMinor }) => netMinor))).toBe(totals.netMinor);
        expect(sum(totals.vatGroups.map(({ vatMinor }) => vatMinor))).toBe(totals.vatMinor);
        expect(sum(lines.map((one) => one.netMinor))).toBe(totals.netMinor);
        expect(sum(lines.map((one) => one.grossMinor))).toBe(grossMinor);
        expect(sum(parts.map(({ netMinor, vatMinor }) => netMinor + vatMinor))).toBe(grossMinor);
      }
    });
  });

  test('VAT is the rate’s, and differs from it by two units at most', () => {
    given((_, notes) => {
      for (const { vatRate, netMinor, vatMinor } of notes.flatMap(
        (one) => one.content.totals.vatGroups,
      ))
        expect(Math.abs(vatMinor - (netMinor * vatRate) / 10_000)).toBeLessThan(2);
    });
  });

  test('a credit note of an invoice that may be issued may be issued', () => {
    given((invoice, notes) => {
      for (const { content } of brokenRules(invoice).length > 0 ? [] : notes)
        expect(brokenRules(content)).toEqual([]);
    });
  });

  test('the VAT in euro of an invoice in francs is credited exactly, too', () => {
    given((invoice, notes) => {
      const all = sum(notes.map(({ content }) => content.vatInEuro?.vatMinor ?? 0));
      expect(all).toBe(invoice.vatInEuro?.vatMinor ?? 0);
      const isWithoutReturns = invoice.totals.vatGroups.every(({ netMinor }) => netMinor >= 0);
      for (const { content } of isWithoutReturns ? notes : [])
        expect(content.vatInEuro?.vatMinor ?? 0).toBeGreaterThanOrEqual(0);
    });
  });
});

describe('one credit note', () => {
  const groups = [
    { vatRate: 2000, netMinor: 1000, vatMinor: 200 },
    { vatRate: 550, netMinor: 1000, vatMinor: 55 },
  ];

  test('divides what is given back by what is left of each group', () => {
    expect(creditParts(groups, [], 100)).toEqual([
      { netMinor: 44, vatMinor: 9 },
      { netMinor: 45, vatMinor: 2 },
    ]);
  });

  test('of more than is left, or of nothing, is refused', () => {
    const parts = creditParts(groups, [], 2000);
    for (const grossMinor of [0, -1, 256])
      expect(() => creditParts(groups, [parts], grossMinor)).toThrow('never exceeds');
    expect(
      sum(creditParts(groups, [parts], 255).map((part) => part.netMinor + part.vatMinor)),
    ).toBe(255);
  });
});
