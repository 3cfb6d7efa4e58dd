import type { Construct } from 'constructs';
import { invokedJobs } from '../jobs.ts';
import { schedules } from '../schedules.ts';
import { DeadLetters, type DeadLettersProps } from './dead-letters.ts';
import { watchErrorImpact } from './usage-stream.ts';

/**
 * Dead letters of all schedules, of all jobs without a queue, and of the limit watch (whose work the
 * daily check repeats): one queue and one alarm, because an account's first ten alarms are free. A
 * message names the work; the alarm text, which must be short, lists what users may lose.
 */
export class BackgroundDeadLetters extends DeadLetters {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<DeadLettersProps, 'alarms' | 'removalPolicy'>,
  ) {
    const work = [...Object.values(schedules), ...invokedJobs.values()];
    const impacts = [...work.map(({ errorImpact }) => errorImpact), watchErrorImpact];
    super(scope, id, {
      ...props,
      name: 'background-work',
      errorImpact: `Some background work failed for good; the message says which. ${impacts.join(' ')}`,
    });
  }
}
