import { composeInvoice } from '#domain/invoices/compose-invoice';
import {
  brokenRules,
  InvoiceRefusedError,
  requireIssuable,
} from '#domain/invoices/e-invoice/check-content';
import type { InvoiceContent, InvoiceLine, InvoiceParty, Seller } from '#domain/invoices/invoice';
import type { Line } from '#domain/invoices/line';
import { anInvoice, anInvoiceLine } from '#test/invoices';
import { aSeller } from '#test/sellers';

const rulesOf = (content: InvoiceContent) => brokenRules(content).map(({ rule }) => rule);

const ofSeller = (changes: Partial<Seller>) =>
  anInvoice({ seller: { ...anInvoice().seller, ...changes } });
const ofCustomer = (changes: Partial<InvoiceParty>) =>
  anInvoice({ customer: { ...anInvoice().customer, ...changes } });
const ofLine = (changes: Partial<InvoiceLine>) => anInvoice({ lines: [anInvoiceLine(changes)] });
const ofTotals = (changes: Partial<InvoiceContent['totals']>) =>
  anInvoice({ totals: { ...anInvoice().totals, ...changes } });

test('an ordinary invoice breaks no rule', () => {
  expect(brokenRules(anInvoice())).toEqual([]);
});

test.each<[rule: string, content: InvoiceContent]>([
  ['BR-02', anInvoice({ number: '' })],
  ['BR-FR-01', anInvoice({ number: 'F'.repeat(36) })],
  ['BR-FR-02', anInvoice({ number: 'FA 2026' })],
  ['BR-FR-03', anInvoice({ issueDate: '2026-02-30' })],
  ['BR-FR-03', anInvoice({ supplyDate: '1999-12-31' })],
  ['BR-29', anInvoice({ period: { from: '2026-02-02', to: '2026-02-01' } })],
  ['BR-FR-CO-07', anInvoice({ payment: undefined, dueDate: '2026-02-28' })],
  ['BR-06', ofSeller({ name: ' ' })],
  ['BR-FR-10', ofSeller({ siren: '55210055' })],
  ['BR-FR-09', ofSeller({ siret: '73282932000074' })],
  ['BR-CL-14', ofSeller({ address: { street: 'x', city: 'x', country: 'ZZ' } })],
  ['BR-CO-09', ofSeller({ vatNumber: 'ZZ123456789' })],
  ['BR-S-02', ofSeller({ vatNumber: undefined })],
  ['BR-07', ofCustomer({ name: '\u0000' })],
  ['BR-FR-32', ofCustomer({ siren: '73282932' })],
  ['BR-CO-09', ofCustomer({ vatNumber: 'ZZ123456789' })],
  ['BR-16', anInvoice({ lines: [] })],
  ['BR-25', ofLine({ description: ' ' })],
  ['BR-27', ofLine({ unitNetMicros: -390_000_000, quantity: -1 })],
  ['BR-FR-DEC-02', ofLine({ quantity: 1.000_01 })],
  ['BT-131', ofLine({ quantity: 2 })],
  [
    'BR-42',
    ofLine({ netMinor: 38_000, discount: { reason: '', netMinor: 1000, grossMinor: 1200 } }),
  ],
  ['BR-33', anInvoice({ allowances: [{ reason: '', vatRate: 2000, netMinor: 0, grossMinor: 0 }] })],
  [
    'BR-31',
    anInvoice({ allowances: [{ reason: 'x', vatRate: 2000, netMinor: -1, grossMinor: 0 }] }),
  ],
  ['BR-FR-16', ofLine({ vatRate: 1800 })],
  ['BR-S-08', ofLine({ vatRate: 1000 })],
  ['BR-S-10', ofLine({ exemption: { category: 'E', text: 'x' } })],
  ['BR-CO-13', ofTotals({ netMinor: 38_999 })],
  ['BR-CO-14', ofTotals({ vatMinor: 7_799 })],
  ['BR-CO-15', ofTotals({ grossMinor: 46_801 })],
  ['BR-CO-16', ofTotals({ dueMinor: 1 })],
  ['BR-CO-17', ofTotals({ vatGroups: [{ vatRate: 2000, netMinor: 39_000, vatMinor: 7_802 }] })],
  ['BR-FR-DEC-01', ofTotals({ paidMinor: 0.5 })],
  ['BR-FR-CO-12', anInvoice({ currency: 'XOF' })],
])('%s is broken by what breaks it', (rule, content) => {
  expect(rulesOf(content)).toContain(rule);
});

describe('no VAT', () => {
  const composed = (lines: Partial<Line>[], customer: Partial<InvoiceParty> = {}) =>
    composeInvoice({
      sale: {
        locale: 'fr',
        currency: 'EUR',
        customer: { ...anInvoice().customer, ...customer },
        lines: lines.map((line) => ({
          description: 'Cours',
          quantity: 1,
          unitGrossMinor: 1000,
          ...line,
        })),
        supplyDate: '2026-11-20',
      },
      seller: aSeller(),
      number: 'FA-2026-000001',
      issuedAt: new Date('2026-11-21T10:06:00.000Z'),
    });
  const without = (code: string) => ({ vatRate: 0, exemption: { code } });
  const unknown = { siren: undefined, vatNumber: undefined };

  test.each<[string, Partial<Line>[], Partial<InvoiceParty>, string[]]>([
    ['reverse charge', [without('VATEX-EU-AE')], {}, []],
    ['reverse charge for nobody', [without('VATEX-EU-AE')], unknown, ['BR-AE-02']],
    ['within the EU', [without('VATEX-EU-IC')], {}, []],
    ['within the EU for nobody', [without('VATEX-EU-IC')], unknown, ['BR-IC-02']],
    ['an export', [without('VATEX-EU-G')], unknown, []],
    ['outside the scope', [without('VATEX-EU-O')], {}, []],
    ['outside and within the scope', [without('VATEX-EU-O'), {}], {}, ['BR-O-11']],
    ['two reasons of a category', [without('VATEX-EU-D'), without('VATEX-EU-F')], {}, []],
  ])('for %s', (_, lines, customer, rules) => {
    expect(rulesOf(composed(lines, customer))).toEqual(rules);
  });

  test('without a reason is refused', () => {
    const content = composed([without('VATEX-EU-G')]);
    const vatGroups = content.totals.vatGroups.map((group) => ({
      ...group,
      exemption: { category: 'G' as const, text: '' },
    }));
    expect(rulesOf({ ...content, totals: { ...content.totals, vatGroups } })).toEqual(['BR-G-10']);
  });
});

describe('a private person always gets an invoice', () => {
  const person = { kind: 'person', siren: undefined, vatNumber: undefined } as const;
  test.each<[string, Partial<InvoiceParty>]>([
    ['without an address', { address: undefined }],
    ['in a country that does not exist', { address: { street: 'x', city: 'x', country: 'XX' } }],
    ['with an endless mail address', { email: `${'a'.repeat(200)}@example.org` }],
    ['with a name of signs', { name: '😀' }],
  ])('%s', (_, customer) => {
    expect(brokenRules(ofCustomer({ ...person, ...customer }))).toEqual([]);
  });
});

test('a refusal names every broken rule, and why', () => {
  const content = anInvoice({ number: '', lines: [] });
  expect(() => requireIssuable(content)).toThrow(InvoiceRefusedError);
  expect(() => requireIssuable(content)).toThrow(/BR-02 \(it has no number\).*BR-16/);
});
