import type { FunctionName } from './functions.ts';

export type Schedule = {
  function: FunctionName;
  /** An EventBridge Scheduler expression, in UTC. */
  expression: `rate(${string})` | `cron(${string})`;
  description: string;
  /** What users lose while its runs fail; the alarm text contains it. */
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
  | 'find-missed-notifications';

/** Everything that runs on a schedule. */
export const schedules: Record<ScheduleName, Schedule> = {
  'reconcile-payments': {
    function: 'payments/reconcile-payments',
    expression: 'rate(5 minutes)',
    description:
      'Asks providers about payments and refunds that nobody has told of; ends what is stale.',
    errorImpact: 'Payments whose notification was lost stay open.',
    worthTryingForMinutes: 5,
    silentMinutesMax: 30,
  },
  'renew-subscriptions': {
    function: 'subscriptions/renew-subscriptions',
    expression: 'cron(30 5 * * ? *)',
    description: 'Reminds of plans that end in a week, and ends those that nobody has paid for.',
    errorImpact: 'Plans end without a reminder, or do not end.',
    worthTryingForMinutes: 60,
  },
  'collect-storage': {
    function: 'usage/collect-storage',
    expression: 'cron(0 4 * * ? *)',
    description: 'Measures what every project stores.',
    errorImpact: 'A day of storage is not counted.',
    worthTryingForMinutes: 60,
  },
  'close-month': {
    function: 'usage/close-month',
    // After the grace period of a month that ended at midnight in Paris or in Abidjan.
    expression: 'cron(0 2 * * ? *)',
    description: 'Recounts and closes the months that are over, and corrects those before them.',
    errorImpact: 'Months stay open, and usage above the plan is not billed.',
    worthTryingForMinutes: 60,
  },
  'check-limits': {
    function: 'usage/check-limits',
    expression: 'cron(0 6 * * ? *)',
    description: 'Holds every customer’s usage against its plan, whatever the stream has missed.',
    errorImpact: 'Customers near their limits are not warned.',
    worthTryingForMinutes: 60,
  },
  'find-missed-notifications': {
    function: 'webhooks/find-missed-notifications',
    expression: 'rate(1 hour)',
    description: 'Reads the providers’ own lists for notifications that never arrived.',
    errorImpact: 'Lost notifications stay lost.',
    worthTryingForMinutes: 60,
  },
};
