import { ciiInvoice } from '#documents/factur-x/cii';
import { composeReplacement } from '#domain/invoices/compose-replacement';
import { brokenRules } from '#domain/invoices/e-invoice/check-content';
import { partsOf, textsOf } from '#test/factur-x/figures';
import { schemaFaults } from '#test/factur-x/schema';
import { anInvoice } from '#test/invoices';

test('an invoice that replaces another one is valid, and cites it in BG-3 as an invoice', () => {
  const old = anInvoice();
  const customer = { ...old.customer, name: 'Comptoir Diallo SAS' };
  const content = composeReplacement(
    {
      ...{ id: 'inv_1', status: 'paid', createdAt: old.issuedAt, requestId: 'request-1' },
      content: old,
    },
    { customer, number: 'FA-2026-000002', issuedAt: new Date('2026-11-21T10:06:00.000Z') },
  );
  expect(brokenRules(content)).toEqual([]);
  const xml = ciiInvoice(content);
  expect(schemaFaults(xml)).toEqual([]);
  const [cited] = partsOf(xml, 'InvoiceReferencedDocument');
  expect(textsOf(cited!, 'IssuerAssignedID')).toEqual([old.number]);
  expect(textsOf(xml, 'TypeCode')[0]).toBe('380');
  expect(xml).toContain(`Annule et remplace la facture ${old.number}`);
});
