import type { FunctionName } from './functions.ts';

/** The facts that the outbox tells of. */
export type EventType =
  | 'payment.completed'
  | 'payment.refunded'
  | 'refund.failed'
  | 'refund.task_opened'
  | 'payment.disputed'
  | 'payment.dispute_closed'
  | 'payment.review'
  | 'payment.duplicate'
  | 'invoice.issued';

export type Job = {
  function: FunctionName;
  /** Facts that the relay brings to this queue; a queue without any is fed by a function. */
  subscribesTo: readonly EventType[];
  /** Messages an invocation takes at most. */
  batchSize: number;
  /** Invocations at once at most (2 or more, as Lambda wants). */
  concurrencyMax: number;
  /** What a user loses while messages lie in the dead letters: the alarm says it. */
  errorImpact: string;
};

export type JobName = 'settle-payment' | 'generate-invoice' | 'send-message';

/** Every queue, who empties it, and what hurts when it fails. */
export const jobs: Record<JobName, Job> = {
  'settle-payment': {
    function: 'payments/settle-payment',
    subscribesTo: [],
    batchSize: 5,
    concurrencyMax: 10,
    errorImpact: 'A buyer has paid and the shop does not know it until the next reconciliation.',
  },
  'generate-invoice': {
    function: 'invoices/generate-invoice',
    subscribesTo: ['payment.completed'],
    batchSize: 1,
    concurrencyMax: 5,
    errorImpact: 'A buyer has paid and has no invoice; the law asks for one.',
  },
  'send-message': {
    function: 'messages/send-message',
    subscribesTo: [
      'invoice.issued',
      'payment.refunded',
      'refund.failed',
      'refund.task_opened',
      'payment.disputed',
      'payment.dispute_closed',
      'payment.review',
      'payment.duplicate',
    ],
    batchSize: 1,
    concurrencyMax: 5,
    errorImpact: 'An e-mail (invoice, refund, or a note to the admin) has not been sent.',
  },
};

/** Tries of a message before it is a dead letter. */
export const receivesMax = 5;
