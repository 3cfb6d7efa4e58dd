import type { FunctionName } from './functions.ts';

export type Schedule = {
  function: FunctionName;
  /** An EventBridge Scheduler expression, in UTC. */
  expression: `rate(${string})` | `cron(${string})`;
  description: string;
};

export type ScheduleName = 'expire-payments';

/** Everything that happens by the clock. */
export const schedules: Record<ScheduleName, Schedule> = {
  'expire-payments': {
    function: 'payments/expire-payments',
    expression: 'rate(5 minutes)',
    description:
      'Asks the provider a last time about stale payments, then expires or completes them.',
  },
};
