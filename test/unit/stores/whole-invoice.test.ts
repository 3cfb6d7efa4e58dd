import { keys } from '#stores/keys';
import { wholeInvoice } from '#stores/whole-invoice';
import { anInvoice } from '#test/invoices';

const id = 'inv_1';

const own = {
  ...keys.invoice(id),
  ...{ id, status: 'issued', content: anInvoice(), requestId: 'request-1' },
  ...{ paymentId: 'pay_1', createdAt: '2026-11-21T10:06:00.000Z' },
};

test('an invoice that the schedule only postponed has a version, which the next decision states', () => {
  const postponed = { ...keys.invoiceStanding(id), version: 1 };
  expect(wholeInvoice([own, postponed])!.standing).toEqual({ version: 1 });
});

test('a row that only says when the schedule first looks at it says nothing of the invoice', () => {
  const awaited = { ...keys.invoiceStanding(id), duePk: 'DUE#INVOICES', dueSk: '2026-12-22#inv_1' };
  expect(wholeInvoice([own, awaited])!.standing).toBeUndefined();
});
