import type { FunctionName } from './functions.ts';

export type Schedule = {
  function: FunctionName;
  /** An EventBridge Scheduler expression, in UTC. */
  expression: `rate(${string})` | `cron(${string})`;
  description: string;
};

export type ScheduleName = 'reconcile-payments' | 'find-missed-notifications';

/** Everything that happens by the clock. */
export const schedules: Record<ScheduleName, Schedule> = {
  'reconcile-payments': {
    function: 'payments/reconcile-payments',
    expression: 'rate(5 minutes)',
    description:
      'Asks providers about payments and refunds that nobody has told of; ends what is stale.',
  },
  'find-missed-notifications': {
    function: 'webhooks/find-missed-notifications',
    expression: 'rate(1 hour)',
    description: 'Reads the providers’ own lists for notifications that never arrived.',
  },
};
