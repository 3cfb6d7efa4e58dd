import type { Construct } from 'constructs';
import { type Schedule, schedules } from '../schedules.ts';
import { DeadLetters, type DeadLettersProps } from './dead-letters.ts';
import { watchErrorImpact } from './usage-stream.ts';

const impactOf = ([name, { errorImpact }]: [string, Pick<Schedule, 'errorImpact'>]): string =>
  `${name}: ${errorImpact}`;

/**
 * Dead letters of all schedules and of the limit watch (whose work the daily check repeats): one
 * queue and one alarm, because an account's first ten alarms are free.
 */
export class BackgroundDeadLetters extends DeadLetters {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<DeadLettersProps, 'alarms' | 'removalPolicy'>,
  ) {
    const impacts = Object.entries({
      ...schedules,
      'watch-limits': { errorImpact: watchErrorImpact },
    }).map(impactOf);
    super(scope, id, {
      ...props,
      name: 'background-work',
      errorImpact: `Given up; the message names which. ${impacts.join(' ')}`,
    });
  }
}
