import type { EventField, EventType } from '#vocabulary/events';
import type { FunctionName } from './functions.ts';

type AnyJob = {
  function: FunctionName;
  /** Events that the relay delivers to it; a queue without any is fed by a function. */
  subscribesTo: readonly EventType[];
  /** Deliver only events whose data has this field; others would start the function for nothing. */
  onlyAbout?: EventField;
  /** What users lose while messages are in the dead letters; the alarm text contains it. */
  errorImpact: string;
};

/** Carried by a queue, with batches and a limit of concurrency; its pollers cost money while idle. */
export type QueuedJob = AnyJob & {
  carrier: 'queue';
  /** Maximum number of messages per invocation. */
  batchSize: number;
  /** How long a batch waits to fill; 0 when absent. */
  windowSeconds?: number;
  /** Maximum number of concurrent invocations (Lambda requires at least 2). */
  concurrencyMax: number;
};

/**
 * Carried by an asynchronous invocation that the relay makes: it costs nothing while idle, and has
 * no batches and no limit of concurrency. For rare work; docs/decisions/0035-two-carriers-for-jobs.md
 * compares the prices.
 */
export type InvokedJob = AnyJob & { carrier: 'invocation' };

export type Job = QueuedJob | InvokedJob;

export type JobName =
  | 'settle-payment'
  | 'generate-invoice'
  | 'activate-plan'
  | 'aggregate-usage'
  | 'send-message';

/** Every job, its carrier, its function, and the impact when it fails. */
export const jobs: Record<JobName, Job> = {
  'settle-payment': {
    carrier: 'queue',
    function: 'payments/settle-payment',
    subscribesTo: [],
    batchSize: 5,
    concurrencyMax: 10,
    errorImpact: 'A buyer has paid and the shop does not know it until the next reconciliation.',
  },
  'generate-invoice': {
    carrier: 'queue',
    function: 'invoices/generate-invoice',
    subscribesTo: ['payment.completed', 'usage.month_closed'],
    batchSize: 1,
    concurrencyMax: 5,
    errorImpact:
      'A buyer has paid and has no invoice, which the law asks for; or a month’s usage is not billed.',
  },
  'activate-plan': {
    carrier: 'invocation',
    function: 'subscriptions/activate-plan',
    subscribesTo: ['payment.completed', 'payment.refunded'],
    onlyAbout: 'planId',
    errorImpact: 'A customer has paid for a plan and does not have it.',
  },
  'aggregate-usage': {
    carrier: 'queue',
    function: 'usage/aggregate-events',
    subscribesTo: [],
    // All events of a batch share its writes, so full batches are cheaper. Lambda passes at most 6
    // MB.
    batchSize: 100,
    windowSeconds: 2,
    // Enough for 10 000 events/s; more would only compete for the counter of a busy project.
    concurrencyMax: 5,
    errorImpact: 'Usage has been accepted and is not counted: limits and bills are too low.',
  },
  'send-message': {
    carrier: 'queue',
    function: 'messages/send-message',
    subscribesTo: [
      'invoice.issued',
      'invoice.paid',
      'payment.refunded',
      'refund.failed',
      'refund.task_opened',
      'payment.disputed',
      'payment.dispute_closed',
      'payment.review',
      'payment.duplicate',
      'subscription.activated',
      'subscription.renewal_due',
      'subscription.ended',
      'subscription.expired',
      'usage.threshold_crossed',
    ],
    batchSize: 1,
    concurrencyMax: 5,
    errorImpact:
      'An e-mail (invoice, refund, plan, usage, or a note to the admin) has not been sent.',
  },
};

const jobEntries = Object.entries(jobs) as [JobName, Job][];

export const queuedJobs: ReadonlyMap<JobName, QueuedJob> = new Map(
  jobEntries.flatMap(([name, job]) => (job.carrier === 'queue' ? [[name, job] as const] : [])),
);

export const invokedJobs: ReadonlyMap<JobName, InvokedJob> = new Map(
  jobEntries.flatMap(([name, job]) => (job.carrier === 'invocation' ? [[name, job] as const] : [])),
);

/** After this many attempts a message from a queue becomes a dead letter. */
export const receivesMax = 5;

/** How long Lambda keeps trying a throttled event; one that fails gets three attempts. */
export const handedOverHoursMax = 6;
