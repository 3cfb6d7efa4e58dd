import { randomUUID } from 'node:crypto';
import type { Assembly, Resource } from '../assembly/assembly.ts';
import { isJsonObject, type JsonObject } from '../assembly/json.ts';
import type { Invoked, Lambda } from '../functions/lambda.ts';
import type { Parcel } from './destinations.ts';
import { type IsDue, scheduleExpression } from './schedule-expression.ts';

export type Schedule = {
  /** The construct's own name, such as `reconcile-payments`. */
  name: string;
  arn: string;
  functionArn: string;
  /** The role that Scheduler assumes to start the function. */
  roleArn: string;
  input: string;
  /** Receives what Scheduler itself cannot deliver. */
  deadLettersArn: string | undefined;
  isDue: IsDue;
};

const inner = (properties: JsonObject, name: string): JsonObject => {
  const value = properties[name];
  return isJsonObject(value) ? value : {};
};

/** Reads the assembly's enabled schedules. */
export const schedulesOf = (assembly: Assembly, since: Date): Schedule[] =>
  assembly
    .ofType('AWS::Scheduler::Schedule')
    .filter(({ properties }) => properties.State !== 'DISABLED')
    .map((resource) => scheduleOf(resource, since));

function scheduleOf({ properties, arn, path }: Resource, since: Date): Schedule {
  const target = inner(properties, 'Target');
  const { Arn: deadLettersArn } = inner(target, 'DeadLetterConfig');
  return {
    name: nameOf(path),
    arn,
    functionArn: String(target.Arn),
    roleArn: String(target.RoleArn),
    input: typeof target.Input === 'string' ? target.Input : '{}',
    deadLettersArn: typeof deadLettersArn === 'string' ? deadLettersArn : undefined,
    isDue: scheduleExpression(
      String(properties.ScheduleExpression),
      String(properties.ScheduleExpressionTimezone ?? 'UTC'),
      since,
    ),
  };
}

/** `peage-dev-payments/Schedule-reconcile-payments/Schedule` becomes `reconcile-payments`. */
const nameOf = (path: string): string => (path.split('/')[1] ?? path).replace(/^Schedule-/, '');

export type SchedulesOptions = {
  lambda: Pick<Lambda, 'invoke'>;
  /** Invokes a function asynchronously. */
  accept: (functionArn: string, event: unknown) => void;
  authorize: (roleArn: string, action: string, resource: string) => boolean;
  /** Sends to a queue with a role. */
  send: (roleArn: string, queueArn: string, parcel: Parcel) => Promise<void>;
};

/** Starts functions by the clock and on request. */
export class Schedules {
  private schedules: Schedule[];
  private readonly options: SchedulesOptions;
  private timer: NodeJS.Timeout | undefined;

  constructor(schedules: Schedule[], options: SchedulesOptions) {
    this.schedules = schedules;
    this.options = options;
  }

  get names(): string[] {
    return this.schedules.map(({ name }) => name);
  }

  use(schedules: Schedule[]): void {
    this.schedules = schedules;
  }

  /** Checks at the start of every minute what is due. */
  startClock(): void {
    const untilNextMinute = 60_000 - (Date.now() % 60_000);
    this.timer = setTimeout(() => {
      const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000);
      for (const schedule of this.schedules)
        if (schedule.isDue(minute)) void this.handOver(schedule, minute);
      this.startClock();
    }, untilNextMinute).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Runs a schedule's function now and waits for it, as an operator does, without retries. */
  async run(name: string, dueAt: Date): Promise<Invoked> {
    const schedule = this.named(name);
    if (!this.mayStart(schedule)) throw new Error(refusal(schedule));
    return this.options.lambda.invoke(schedule.functionArn, JSON.parse(inputOf(schedule, dueAt)));
  }

  /** Acts as the clock would at the given time: starts the function without waiting for it. */
  start(name: string, dueAt: Date): Promise<void> {
    return this.handOver(this.named(name), dueAt);
  }

  private named(name: string): Schedule {
    const schedule = this.schedules.find((candidate) => candidate.name === name);
    if (schedule) return schedule;
    throw new Error(`There is no schedule ${name}; there are: ${this.names.join(', ')}`);
  }

  private mayStart({ roleArn, functionArn }: Schedule): boolean {
    return this.options.authorize(roleArn, 'lambda:InvokeFunction', functionArn);
  }

  /**
   * Scheduler is done once Lambda has accepted the event: its retries and dead letters only cover
   * the delivery. The outcome is Lambda's concern.
   */
  private async handOver(schedule: Schedule, dueAt: Date): Promise<void> {
    const input = inputOf(schedule, dueAt);
    if (this.mayStart(schedule))
      return this.options.accept(schedule.functionArn, JSON.parse(input));
    // A missing right is not retried: it would still be missing.
    console.error(`WARNING: ${refusal(schedule)}`);
    const { deadLettersArn, roleArn, arn, functionArn } = schedule;
    if (!deadLettersArn) return;
    const attributes = {
      ERROR_CODE: 'AccessDeniedException',
      ERROR_MESSAGE: refusal(schedule),
      SCHEDULE_ARN: arn,
      TARGET_ARN: functionArn,
    };
    await this.options
      .send(roleArn, deadLettersArn, { body: input, attributes })
      .catch((error: Error) => console.error(`WARNING: ${schedule.name}: ${error.message}`));
  }
}

const refusal = ({ name }: Schedule): string =>
  `The role of schedule ${name} may not start its function`;

const inputOf = ({ input, arn }: Schedule, dueAt: Date): string =>
  input
    .replaceAll('<aws.scheduler.scheduled-time>', dueAt.toISOString().replace(/\.\d+/, ''))
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
