import { publicEvents } from '#vocabulary/webhooks';
import type { InvokedJob, Job, QueuedJob } from './job.ts';

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
  | 'post-alert'
  | 'watch-customer';

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
  'watch-customer': {
    carrier: 'invocation',
    function: 'usage/watch-customer',
    subscribesTo: ['customer.changed'],
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
