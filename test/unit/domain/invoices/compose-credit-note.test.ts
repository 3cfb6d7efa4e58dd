import { composeCreditNote } from '#domain/invoices/compose-credit-note';
import type { InvoiceContent } from '#domain/invoices/invoice';
import type { CountedCreditNote, CreditCause } from '#domain/invoices/invoice-store';
import { anInvoice, anInvoiceLine } from '#test/invoices';

const refund: CreditCause = { refundId: 'ref_1' };

function compose({
  invoice = {} as Partial<InvoiceContent>,
  grossMinor = 46_800,
  cause = refund,
  credited = [] as CountedCreditNote[],
} = {}) {
  return composeCreditNote({
    invoice: anInvoice(invoice),
    credited,
    grossMinor,
    cause,
    number: 'AV-2026-000001',
    issuedAt: new Date('2026-12-31T23:30:00.000Z'),
  }).content;
}

const earlier: CountedCreditNote = {
  id: 'inv_av1',
  number: 'AV-2026-000001',
  issuedAt: '2026-03-02T10:00:00.000Z',
  grossMinor: 6_800,
  parts: [{ netMinor: 5_667, vatMinor: 1_133 }],
};

test('names number and date of the invoice, and is dated in the seller’s zone', () => {
  expect(compose()).toMatchObject({
    kind: 'credit_note',
    number: 'AV-2026-000001',
    corrects: { number: 'FA-2026-000001', issueDate: '2026-03-01' },
    issueDate: '2027-01-01',
    dueDate: '2027-01-01',
    supplyDate: '2026-03-01',
  });
});

test('of everything repeats the invoice’s lines and discounts, with positive amounts', () => {
  const allowances = [{ reason: 'Remise', grossMinor: 120, vatRate: 2000, netMinor: 100 }];
  const invoice = anInvoice({ allowances });
  const { lines, allowances: repeated, totals } = compose({ invoice: { allowances } });
  expect(lines).toEqual(invoice.lines);
  expect(repeated).toEqual(allowances);
  expect(totals).toEqual({ ...invoice.totals, paidMinor: 46_800, dueMinor: 0 });
});

test('of a part has one line for each VAT group, which names the invoice', () => {
  const vatGroups = [
    { vatRate: 2000, netMinor: 10_000, vatMinor: 2_000 },
    { vatRate: 550, netMinor: 10_000, vatMinor: 550 },
  ];
  const totals = { ...anInvoice().totals, vatGroups, grossMinor: 22_550 };
  const { lines } = compose({ invoice: { totals }, grossMinor: 11_275 });
  expect(lines).toEqual([
    anInvoiceLine({
      description: 'Remboursement partiel de la facture FA-2026-000001 du 1er mars 2026',
      unitNetMicros: 50_000_000,
      netMinor: 5_000,
      grossMinor: 6_000,
    }),
    anInvoiceLine({
      description: 'Remboursement partiel de la facture FA-2026-000001 du 1er mars 2026',
      unitNetMicros: 50_000_000,
      vatRate: 550,
      netMinor: 5_000,
      grossMinor: 5_275,
    }),
  ]);
});

test('of what is left after others repeats no lines, either', () => {
  const { lines, totals } = compose({ credited: [earlier], grossMinor: 40_000 });
  expect(lines).toHaveLength(1);
  expect(totals).toMatchObject({ netMinor: 33_333, vatMinor: 6_667, grossMinor: 40_000 });
});

test('of a lost dispute says so, in the invoice’s language', () => {
  const cause = { lostMinor: 100 };
  const { lines } = compose({ cause, grossMinor: 100, invoice: { locale: 'en' } });
  expect(lines[0]!.description).toBe(
    'Disputed payment: part given back of invoice FA-2026-000001 of 1 March 2026',
  );
});

test('keeps seller, customer and reasons of the invoice, and the mentions of its own day', () => {
  const exemption = { category: 'G' as const, code: 'VATEX-EU-G', text: 'Exportation exonérée' };
  const vatGroups = [{ vatRate: 0, netMinor: 46_800, vatMinor: 0, exemption }];
  const totals = { ...anInvoice().totals, vatGroups };
  const seller = { ...anInvoice().seller, name: 'Ancien nom' };
  const content = compose({ invoice: { totals, seller }, grossMinor: 500 });
  expect(content.seller.name).toBe('Ancien nom');
  expect(content.customer).toEqual(anInvoice().customer);
  expect(content.lines[0]).toMatchObject({ vatRate: 0, exemption, netMinor: 500 });
  expect(content.mentions).toContain('Exportation exonérée');
  expect(content.payment).toBeUndefined();
});
