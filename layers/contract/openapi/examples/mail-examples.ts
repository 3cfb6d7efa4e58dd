import type * as z from 'zod/mini';
import type * as mails from '../../mails.ts';
import { ids, pageOf } from './ids.ts';

const message: z.infer<typeof mails.messageView> = {
  cause: 'invoice.issued',
  occurredAt: '2026-11-21T04:08:12.000Z',
  sentAt: '2026-11-21T04:08:14.310Z',
  customerId: ids.customer,
  paymentId: ids.payment,
  invoiceId: ids.invoice,
  mails: [
    {
      id: ids.message,
      recipient: 'buyer',
      to: 'c…@c….example',
      state: 'bounced',
      detail: 'General',
      at: '2026-11-21T04:08:17.000Z',
    },
  ],
};

export const mailExamples = {
  listMessages: pageOf(message),
  resendMessage: { id: ids.message, queued: true } satisfies z.infer<typeof mails.resentMessage>,
};
