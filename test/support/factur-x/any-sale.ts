import fc from 'fast-check';
import type { InvoiceParty } from '#domain/invoices/invoice';
import { type Discount, grossOf, type Line } from '#domain/invoices/line';
import type { Sale } from '#domain/invoices/sale';
import { currencies } from '#domain/money';

const rate = fc.constantFrom(2000, 1000, 550, 210, 850, 0);

const exemption = fc.constantFrom(
  { code: 'VATEX-FR-CGI261-4' },
  { code: 'VATEX-EU-AE' },
  { code: 'VATEX-EU-IC' },
  { code: 'VATEX-EU-G' },
  { text: 'Exonération, art. 13 B de la sixième directive' },
);

const quantity = fc.oneof(
  fc.integer({ min: 1, max: 99 }),
  fc.integer({ min: 1, max: 99_999_999 }).map((tenThousandths) => tenThousandths / 10_000),
  fc.constant(12_500),
);

/** Names and texts as people send them: letters of all scripts, emoji, signs of XML, long ones. */
export const anyText = fc.oneof(
  fc.constantFrom('Zoé & <Fils> "SARL"', '😀 محمد', 'W'.repeat(300), 'a\u200db', ']]>', '&amp;'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => `x${text}`),
);

const line: fc.Arbitrary<Line> = fc
  .record({
    description: anyText,
    quantity,
    unitGrossMinor: fc.integer({ min: 0, max: 99_999 }),
    vatRate: rate,
    supplies: fc.constantFrom(undefined, 'goods', 'services'),
    why: exemption,
    off: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
  })
  .map(({ why, off, ...rest }) => {
    const grossMinor = Math.floor(grossOf(rest) * (off ?? 0));
    const discount: Discount = { reason: 'Fidélité', grossMinor };
    return {
      ...rest,
      ...(rest.vatRate === 0 && { exemption: why }),
      ...(grossMinor > 0 && { discount }),
    };
  });

/** Everything that a line may require of its buyer is there: what a line lacks is for other tests. */
const customer: fc.Arbitrary<InvoiceParty> = fc.record({
  kind: fc.constantFrom('person', 'company'),
  name: anyText,
  email: fc.constant('acheteur@example.org'),
  address: fc.option(
    fc.record({
      street: anyText,
      city: anyText,
      country: fc.constantFrom('FR', 'DE', 'CI', 'SN', 'RE'),
    }),
    { nil: undefined },
  ),
  siren: fc.constantFrom(undefined, '732829320'),
  vatNumber: fc.constantFrom('FR44732829320', 'DE123456789', 'EL123456789'),
  service: fc.option(anyText, { nil: undefined }),
  purchaseOrder: fc.option(anyText, { nil: undefined }),
  deliveryAddress: fc.option(
    fc.record({ street: anyText, city: anyText, country: fc.constantFrom('FR', 'BE') }),
    { nil: undefined },
  ),
});

/** A sale, or a deposit, with lines at many rates and reasons, discounts on both levels, deposits that were paid before, and any buyer. */
export const anySale: fc.Arbitrary<Sale> = fc
  .record({
    locale: fc.constantFrom('fr', 'en'),
    currency: fc.constantFrom(...currencies),
    customer,
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    supplyDate: fc.constant('2026-11-20'),
    off: fc.option(fc.double({ min: 0.01, max: 0.3, noNaN: true })),
    isPaid: fc.boolean(),
    isDeposit: fc.boolean(),
    depositShare: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
  })
  .map(({ off, isPaid, isDeposit, depositShare, ...sale }) => {
    const gross = sale.lines.reduce((sum, each) => sum + grossOf(each), 0);
    const grossMinor = Math.floor(gross * (off ?? 0));
    const subtracted = isDeposit ? 0 : Math.floor((gross - grossMinor) * (depositShare ?? 0));
    const vatMinor = Math.floor(subtracted / 6);
    const deposits =
      subtracted > 0
        ? [{ ...aDeposit, netMinor: subtracted - vatMinor, vatMinor, grossMinor: subtracted }]
        : [];
    return {
      ...sale,
      ...(grossMinor > 0 && { allowances: [{ reason: 'Soldes', grossMinor }] }),
      ...(isDeposit && isPaid && { kind: 'deposit' as const }),
      ...(deposits.length > 0 && { deposits }),
      ...(isPaid && { paid: { minor: gross - grossMinor - subtracted, payment } }),
    };
  });

const aDeposit = { number: 'AC-2026-000001', issueDate: '2026-10-01' };

const payment = {
  id: 'pay_01K9ZANY0000000000000000',
  method: 'paypal',
  provider: 'paypal',
  paidAt: '2026-11-20T10:05:00.000Z',
  paidDate: '2026-11-20',
};
