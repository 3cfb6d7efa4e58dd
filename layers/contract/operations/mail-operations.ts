import * as mails from '../mails.ts';
import type { Operation } from './operation.ts';

/** What was mailed, and what became of it. */
export const mailOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/admin/messages',
    id: 'listMessages',
    tag: 'Messages',
    summary: 'List the mails about a customer, a payment or an invoice, newest first',
    description:
      'Each event with its mails, one for each recipient, and what became of them; kept for 90 days. Addresses are masked. Without customer, payment and invoice: only those that did not arrive.',
    security: ['bearer'],
    people: 'finance and admins',
    query: mails.listMessagesQuery,
    answers: { 200: mails.messagePage },
    problems: [400, 401, 403],
  },
  {
    method: 'post',
    path: '/v1/admin/messages/{id}/resend',
    id: 'resendMessage',
    tag: 'Messages',
    summary: 'Send a mail again that did not arrive',
    description:
      'To the address that the customer has now. 409 `mailbox_suppressed` while mails to it bounce, or its owner complained: send a copy of the invoice to another address, or set `liftSuppression`. 409 `message_not_resendable` for mails without an invoice or a credit note, and for delivered ones.',
    security: ['bearer'],
    people: 'finance and admins',
    body: mails.resendMessageRequest,
    isBodyOptional: true,
    answers: { 202: mails.resentMessage },
    problems: [400, 401, 403, 404, 409, 413, 415],
  },
];
