import type * as z from 'zod/mini';
import type { inspectedInvoice } from '../../inspected-invoices.ts';
import type { bulkRows, regeneratedInvoice } from '../../invoice-acts.ts';
import type { correctedInvoice } from '../../invoice-corrections.ts';
import { ids } from './ids.ts';
import { invoice } from './payment-examples.ts';

const { paymentMethods: _, ...shown } = invoice;

const entry = { by: null, about: null, afterDays: null, to: null, note: null };

const inspected: z.infer<typeof inspectedInvoice> = {
  ...shown,
  status: 'overdue',
  issuedAt: '2026-11-21T04:08:15.000Z',
  net: 39_000,
  vat: 7_800,
  customer: {
    kind: 'company',
    name: 'Comptoir Diallo',
    email: 'compta@example.com',
    phone: null,
    address: {
      street: '3 quai de la Fosse',
      postalCode: '44000',
      city: 'Nantes',
      country: 'FR',
    },
    siren: '732829320',
    vatNumber: 'FR44732829320',
  },
  payment: null,
  document: { sha256: '5f0c1e2d3b4a5968'.repeat(4), bytes: 39_120 },
  sentAt: '2026-11-21T04:08:20.000Z',
  firstOpenedAt: null,
  overdueAt: '2026-12-22T06:30:00.000Z',
  history: [
    { ...entry, at: '2026-11-21T04:08:15.000Z', kind: 'issued' },
    { ...entry, at: '2026-11-21T04:08:20.000Z', kind: 'sent' },
    { ...entry, at: '2026-11-22T09:30:00.000Z', kind: 'credited', about: ids.creditNote },
    { ...entry, at: '2026-12-22T06:30:00.000Z', kind: 'overdue' },
  ],
};

const cancelling: z.infer<typeof inspectedInvoice> = {
  ...inspected,
  id: ids.creditNote,
  kind: 'credit_note',
  number: 'AV-2026-000008',
  status: 'generated',
  amountDue: 0,
  corrects: { id: ids.invoice, number: 'FA-2026-000042', issueDate: '2026-11-21' },
  creditNotes: [],
  amountCredited: 0,
  amountRemaining: 46_800,
  sentAt: null,
  overdueAt: null,
  history: [{ ...entry, at: '2026-12-23T09:00:00.000Z', kind: 'issued' }],
};

const replacing: z.infer<typeof inspectedInvoice> = {
  ...inspected,
  number: 'FA-2026-000043',
  status: 'issued',
  corrects: { id: ids.invoice, number: 'FA-2026-000042', issueDate: '2026-11-21' },
  creditNotes: [],
  amountCredited: 0,
  amountRemaining: 46_800,
  document: null,
  pdfUrl: null,
  sentAt: null,
  overdueAt: null,
  history: [{ ...entry, at: '2026-12-23T09:00:00.000Z', kind: 'issued' }],
};

export const invoiceExamples = {
  inspectInvoice: inspected,
  setInvoiceStatus: inspected,
  cancelInvoice: cancelling,
  correctInvoice: {
    creditNote: cancelling,
    invoice: replacing,
  } satisfies z.infer<typeof correctedInvoice>,
  resendInvoice: inspected,
  regenerateInvoice: {
    outcome: 'restored',
    sha256: '5f0c1e2d3b4a5968'.repeat(4),
    reason: null,
  } satisfies z.infer<typeof regeneratedInvoice>,
  remindCustomer: inspected,
  actOnInvoices: {
    data: [
      { id: ids.invoice, outcome: 'done', code: null, message: null },
      {
        id: ids.creditNote,
        outcome: 'refused',
        code: 'credit_note_final',
        message: 'A credit note is final: it is not paid, reminded of, cancelled or corrected.',
      },
    ],
  } satisfies z.infer<typeof bulkRows>,
};
