import type { Construct } from 'constructs';
import { invokedJobs } from '../jobs.ts';
import { schedules } from '../schedules.ts';
import { DeadLetters, type DeadLettersProps } from './dead-letters.ts';

/**
 * Dead letters of all schedules, of all jobs without a queue, of the limit watch (whose work the daily
 * check repeats) and of the counting (which the nightly recount corrects): one queue and one alarm, because an account's first ten alarms are free. A
 * message names the work, and the runbook says of each what users lose: CloudWatch's text is too
 * short for all of them.
 */
export class BackgroundDeadLetters extends DeadLetters {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<DeadLettersProps, 'alarms' | 'removalPolicy'>,
  ) {
    const work = [...Object.keys(schedules), ...invokedJobs.keys(), 'watch-limits', 'count-facts'];
    super(scope, id, {
      ...props,
      name: 'background-work',
      errorImpact: `Background work failed for good, and somebody waits for its effect. The message says which: ${work.join(', ')}.`,
    });
  }
}
