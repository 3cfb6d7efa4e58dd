import type { FunctionName } from './functions.ts';

export type Schedule = {
  function: FunctionName;
  /** An EventBridge Scheduler expression, in UTC. */
  expression: `rate(${string})` | `cron(${string})`;
  description: string;
  /** What users lose while its runs fail; the alarm about silent schedules says it. */
  errorImpact: string;
  /** How long a failed run is retried; after that the next run or a person does its work. */
  worthTryingForMinutes: number;
  /** Rings an alarm when no run has succeeded for this long; left out where runs are far apart. */
  silentMinutesMax?: number;
};

export type ScheduleName =
  | 'reconcile-payments'
  | 'renew-subscriptions'
  | 'collect-storage'
  | 'close-month'
  | 'check-limits'
  | 'find-missed-notifications'
  | 'apply-retention'
  | 'ask-about-documents'
  | 'verify-invoices'
  | 'remind-overdue'
  | 'recount-payments'
  | 'evaluate-alerts'
  | 'retry-deliveries';

/** Everything that runs on a schedule. */
export const schedules: Record<ScheduleName, Schedule> = {
  'reconcile-payments': {
    function: 'payments/reconcile-payments',
    expression: 'rate(5 minutes)',
    description:
      'Asks providers about payments and refunds without a notification, and expires stale ones.',
    errorImpact: 'Payments whose notification was lost stay open.',
    worthTryingForMinutes: 5,
    silentMinutesMax: 30,
  },
  'renew-subscriptions': {
    function: 'subscriptions/renew-subscriptions',
    expression: 'cron(30 5 * * ? *)',
    description: 'Sends reminders a week before plans end, and ends plans that were not paid for.',
    errorImpact: 'Customers are not reminded before their plan ends, or unpaid plans do not end.',
    worthTryingForMinutes: 60,
  },
  'collect-storage': {
    function: 'usage/collect-storage',
    expression: 'cron(0 4 * * ? *)',
    description: 'Measures the storage that each project uses.',
    errorImpact: 'One day of storage is missing from usage and bills.',
    worthTryingForMinutes: 60,
  },
  'close-month': {
    function: 'usage/close-month',
    // After the grace period of a month that ended at midnight in Paris or in Abidjan.
    expression: 'cron(0 2 * * ? *)',
    description: 'Recounts and closes finished months, and corrects earlier ones.',
    errorImpact: 'Finished months stay open, and usage above the plan is not billed.',
    worthTryingForMinutes: 60,
  },
  'check-limits': {
    function: 'usage/check-limits',
    expression: 'cron(0 6 * * ? *)',
    description:
      'Checks every customer’s usage against its plan, in case the stream missed a change.',
    errorImpact: 'Customers near their limits are not warned.',
    worthTryingForMinutes: 60,
  },
  'find-missed-notifications': {
    function: 'webhooks/find-missed-notifications',
    expression: 'rate(1 hour)',
    description: 'Searches the providers’ event lists for notifications that never arrived.',
    errorImpact: 'Notifications that were lost are never processed.',
    worthTryingForMinutes: 60,
  },
  'ask-about-documents': {
    function: 'platform/ask-about-documents',
    expression: 'cron(45 4 * * ? *)',
    description: 'Asks the invoicing platform about documents whose life there has not ended.',
    errorImpact: 'Invoices whose notification was lost look as if the platform were silent.',
    worthTryingForMinutes: 60,
  },
  'apply-retention': {
    function: 'customers/apply-retention',
    // A stopped export is taken up before its day is over.
    expression: 'cron(15 3/6 * * ? *)',
    description:
      'Forgets people whose retention period is over, and takes up erasures and exports that stopped.',
    errorImpact: 'Data of people stay longer than the shop says, or an erasure is not finished.',
    worthTryingForMinutes: 60,
  },
  'verify-invoices': {
    function: 'invoices/verify-invoices',
    expression: 'cron(30 1 * * ? *)',
    description:
      'Proves that invoices have no gap, no duplicate, and unchanged contents and files.',
    errorImpact: 'Nobody would notice a lost or changed invoice.',
    worthTryingForMinutes: 60,
  },
  'remind-overdue': {
    function: 'invoices/remind-overdue',
    expression: 'cron(30 6 * * ? *)',
    description: 'Marks unpaid invoices as overdue, and sends the reminders that are due.',
    errorImpact: 'Invoices are not marked as overdue, and customers are not reminded of them.',
    worthTryingForMinutes: 60,
  },
  'recount-payments': {
    function: 'monitoring/recount-payments',
    // Soon after midnight: until then totals are two reads instead of one.
    expression: 'cron(10 0 * * ? *)',
    description:
      'Compares the counters of the last two days with the payments, and closes the days.',
    errorImpact: 'Counters of payments may be wrong, and charts lack the hours of yesterday.',
    worthTryingForMinutes: 60,
  },
  'evaluate-alerts': {
    function: 'monitoring/evaluate-alerts',
    expression: 'rate(5 minutes)',
    description: 'Judges the last five minutes by every alert rule.',
    errorImpact: 'No alert rule is evaluated: trouble of the shop would ring nobody.',
    worthTryingForMinutes: 5,
    // The dead man’s switch: the only alarm that must not live in our own code.
    silentMinutesMax: 15,
  },
  'retry-deliveries': {
    function: 'webhook-endpoints/retry-deliveries',
    expression: 'rate(5 minutes)',
    description: 'Sends webhooks again that failed or wait for their endpoint.',
    errorImpact: 'Webhooks that failed at first are not tried again.',
    worthTryingForMinutes: 5,
  },
};
