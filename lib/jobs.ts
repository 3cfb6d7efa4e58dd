import type { EventField, EventType } from '#vocabulary/events';
import { publicEvents } from '#vocabulary/webhooks';
import type { FunctionName } from './functions.ts';

type AnyJob = {
  function: FunctionName;
  /** Events that the relay delivers to it; a queue without any is fed by a function. */
  subscribesTo: readonly EventType[];
  /** Deliver only events whose data has this field; others would start the function for nothing. */
  onlyAbout?: EventField;
  /** Deliver only events that a webhook endpoint listens to: without one, nothing starts. */
  onlyWhileListened?: true;
};

/** Carried by a queue, with batches and a limit of concurrency; its pollers cost money while idle. */
export type QueuedJob = AnyJob & {
  carrier: 'queue';
  /** What users lose while messages are in the dead letters; the alarm text contains it. */
  errorImpact: string;
  /** Maximum number of messages per invocation. */
  batchSize: number;
  /** How long a batch waits to fill; 0 when absent. */
  windowSeconds?: number;
  /** Events that the relay sends in one message when it finds several at once. */
  packs?: readonly EventType[];
  /** Maximum number of concurrent invocations (Lambda requires at least 2). */
  concurrencyMax: number;
};

/**
 * Carried by an asynchronous invocation that the relay makes: it costs nothing while idle, and has
 * no batches and no limit of concurrency. For rare work; docs/decisions/0035-two-carriers-for-jobs.md
 * compares the prices. What users lose when it fails is in docs/runbook.md: these jobs share an alarm.
 */
export type InvokedJob = AnyJob & { carrier: 'invocation' };

export type Job = QueuedJob | InvokedJob;

export type JobName =
  | 'settle-payment'
  | 'generate-invoice'
  | 'issue-credit-note'
  | 'activate-plan'
  | 'complete-order'
  | 'keep-files'
  | 'follow-document'
  | 'renew-activation'
  | 'carry-out-erasure'
  | 'write-export'
  | 'write-accounting-export'
  | 'fan-out-event'
  | 'deliver-webhook'
  | 'replay-deliveries'
  | 'aggregate-usage'
  | 'send-message'
  | 'note-mail-event'
  | 'note-alarm'
  | 'file-notice'
  | 'post-alert';

/** Every job, its carrier, its function, and the impact when it fails. */
export const jobs: Record<JobName, Job> = {
  'settle-payment': {
    carrier: 'queue',
    function: 'payments/settle-payment',
    subscribesTo: [],
    batchSize: 5,
    concurrencyMax: 10,
    errorImpact: 'A buyer has paid, but the shop does not know until the next reconciliation.',
  },
  'generate-invoice': {
    carrier: 'queue',
    function: 'invoices/generate-invoice',
    subscribesTo: ['payment.completed', 'order.paid', 'usage.month_closed', 'invoice.numbered'],
    // What comes at once takes its numbers together; renderings are spread instead.
    packs: ['payment.completed', 'order.paid', 'usage.month_closed'],
    // The most without a window, in which a lone invoice would wait for company.
    batchSize: 10,
    concurrencyMax: 20,
    errorImpact:
      'A buyer has paid but has no invoice, which the law requires; or a month’s usage is not billed.',
  },
  'issue-credit-note': {
    carrier: 'invocation',
    function: 'invoices/issue-credit-note',
    subscribesTo: ['payment.refunded', 'payment.dispute_closed'],
  },
  'activate-plan': {
    carrier: 'invocation',
    function: 'subscriptions/activate-plan',
    subscribesTo: ['payment.completed', 'payment.refunded'],
    onlyAbout: 'planId',
  },
  'complete-order': {
    carrier: 'invocation',
    function: 'orders/complete-order',
    subscribesTo: ['payment.completed', 'payment.refunded'],
    onlyAbout: 'orderId',
  },
  'keep-files': {
    carrier: 'invocation',
    function: 'orders/keep-files',
    subscribesTo: ['order.paid'],
    onlyAbout: 'files',
  },
  'follow-document': {
    carrier: 'invocation',
    function: 'platform/follow-document',
    subscribesTo: ['invoice.issued', 'invoice.paid', 'credit_note.issued', 'platform.notified'],
    // B2B in France alone; a notification always has its own field.
    onlyAbout: 'platform',
  },
  'renew-activation': {
    carrier: 'invocation',
    function: 'activations/renew-activation',
    subscribesTo: ['activation.asked'],
  },
  'carry-out-erasure': {
    carrier: 'invocation',
    function: 'customers/carry-out-erasure',
    subscribesTo: ['customer.erasure_requested'],
  },
  'write-export': {
    carrier: 'invocation',
    function: 'customers/write-export',
    subscribesTo: ['customer.export_requested'],
  },
  'write-accounting-export': {
    carrier: 'invocation',
    function: 'exports/write-accounting-export',
    subscribesTo: ['export.requested'],
  },
  'fan-out-event': {
    carrier: 'invocation',
    function: 'webhook-endpoints/fan-out-event',
    subscribesTo: publicEvents,
    onlyWhileListened: true,
  },
  'deliver-webhook': {
    carrier: 'invocation',
    function: 'webhook-endpoints/deliver-webhook',
    subscribesTo: [],
  },
  'replay-deliveries': {
    carrier: 'invocation',
    function: 'webhook-endpoints/replay-deliveries',
    subscribesTo: ['webhook_endpoint.replay_asked'],
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
    errorImpact: 'Usage was accepted but not counted: usage totals and bills are too low.',
  },
  'send-message': {
    carrier: 'queue',
    function: 'messages/send-message',
    subscribesTo: [
      'invoice.issued',
      'invoice.paid',
      'invoice.resent',
      'invoice.reminded',
      'message.resent',
      'credit_note.issued',
      'refund.repeated',
      'payment.refunded',
      'refund.failed',
      'refund.task_opened',
      'payment.disputed',
      'payment.dispute_closed',
      'payment.review',
      'payment.duplicate',
      'order.paid_late',
      'order.files_lacking',
      'subscription.activated',
      'subscription.renewal_due',
      'subscription.cancelled',
      'subscription.ended',
      'subscription.expired',
      'usage.threshold_crossed',
      'invoice.rejected',
      'webhook_endpoint.failing',
      'webhook_endpoint.disabled',
      'activation.requested',
      'alert.opened',
      'alert.escalated',
      'alert.resolved',
    ],
    batchSize: 1,
    concurrencyMax: 5,
    errorImpact:
      'An e-mail was not sent: an invoice, a notice, a link to set a password, or a note to the admin.',
  },
  'post-alert': {
    carrier: 'invocation',
    function: 'alerts/post-alert',
    subscribesTo: ['alert.opened', 'alert.escalated', 'alert.resolved'],
  },
  'file-notice': {
    carrier: 'invocation',
    function: 'notices/file-notice',
    subscribesTo: [
      'alert.opened',
      'alert.escalated',
      'alert.resolved',
      'payment.review',
      'payment.duplicate',
      'payment.disputed',
      'refund.failed',
      'refund.task_opened',
      'invoice.rejected',
      'order.files_lacking',
      'order.paid_late',
      'message.undeliverable',
      'webhook_endpoint.failing',
      'webhook_endpoint.disabled',
    ],
  },
  // Started by the topic of CloudWatch's alarms.
  'note-alarm': {
    carrier: 'invocation',
    function: 'monitoring/note-alarm',
    subscribesTo: [],
  },
  // Started by SES's topic, not by an event of ours.
  'note-mail-event': {
    carrier: 'invocation',
    function: 'messages/note-mail-event',
    subscribesTo: [],
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
