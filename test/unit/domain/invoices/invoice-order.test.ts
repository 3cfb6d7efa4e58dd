import { InvoiceNotPayableError, NotFoundError } from '#domain/errors';
import { type InvoiceOrderRequest, invoiceOrder } from '#domain/invoices/invoice-order';
import type { Invoice } from '#domain/invoices/invoice-store';
import { money } from '#domain/money';
import type { Initiator } from '#domain/payments/payment';
import { anInvoice } from '#test/invoices';

const { payment, ...unpaid } = anInvoice({ locale: 'en' });

const due: Invoice = {
  id: 'inv_due',
  customerId: 'cus_diallo',
  status: 'generated',
  content: { ...unpaid, totals: { ...unpaid.totals, paidMinor: 0, dueMinor: 46_800 } },
  document: { key: 'invoices/2026/FA.pdf', sha256: 'ab'.repeat(32), bytes: 4 },
  createdAt: unpaid.issuedAt,
  requestId: 'request-1',
};

const orderOf = (
  stored: Invoice | undefined,
  changes: Partial<InvoiceOrderRequest> = {},
  initiator: Initiator | undefined = { kind: 'link', isCustomer: false },
) =>
  invoiceOrder(
    { invoices: { find: async () => stored } },
    { invoiceId: 'inv_due', method: 'card', action: 'redirect', metadata: {}, ...changes },
    () => initiator,
  );

test('what is due is paid in the name of the invoice’s customer, in its language', async () => {
  expect(await orderOf(due)).toEqual({
    initiator: { kind: 'link', isCustomer: false },
    invoiceId: 'inv_due',
    method: 'card',
    action: 'redirect',
    metadata: {},
    amount: money(46_800, 'EUR'),
    description: 'Invoice FA-2026-000001',
    locale: 'en',
    buyer: { ...unpaid.customer, customerId: 'cus_diallo', phone: undefined },
  });
});

test('a payer may name their own address and telephone', async () => {
  const payer = { email: 'koffi@example.com', phone: '+2250700000000' };
  expect((await orderOf(due, { payer })).buyer).toMatchObject(payer);
});

test('an unknown invoice, or another customer’s, is not found', async () => {
  await expect(orderOf(undefined)).rejects.toThrow(NotFoundError);
  await expect(
    invoiceOrder(
      { invoices: { find: async () => due } },
      { invoiceId: 'inv_due', method: 'card', action: 'redirect', metadata: {} },
      () => undefined,
    ),
  ).rejects.toThrow(NotFoundError);
});

test('a paid invoice, or one that is not ready, cannot be paid', async () => {
  const paidAtIssue = { ...due, content: anInvoice() };
  const paidLater = { ...due, paidBy: payment };
  for (const paid of [paidAtIssue, paidLater])
    await expect(orderOf(paid)).rejects.toMatchObject({ code: 'invoice_already_paid' });
  const unwritten = orderOf({ ...due, document: undefined });
  await expect(unwritten).rejects.toThrow(InvoiceNotPayableError);
  await expect(unwritten).rejects.toMatchObject({ code: 'invoice_not_ready' });
});

test('on a credit note nothing is due', async () => {
  const credit = {
    invoiceId: 'inv_1',
    paymentId: 'pay_1',
    cause: { lostMinor: 1 },
    place: 1,
    parts: [],
  };
  await expect(orderOf({ ...due, credit })).rejects.toThrow(InvoiceNotPayableError);
});
