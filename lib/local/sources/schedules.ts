import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Assembly, Resource } from '../assembly/assembly.ts';
import { isJsonObject, type JsonObject } from '../assembly/json.ts';
import type { Invoked, Lambda } from '../functions/lambda.ts';
import { type IsDue, scheduleExpression } from './schedule-expression.ts';

export type Schedule = {
  /** The construct's own name, such as `reconcile-payments`. */
  name: string;
  arn: string;
  functionArn: string;
  /** The role that Scheduler takes to start the function. */
  roleArn: string;
  input: string;
  retriesMax: number;
  eventAgeMsMax: number;
  isDue: IsDue;
};

const inner = (properties: JsonObject, name: string): JsonObject => {
  const value = properties[name];
  return isJsonObject(value) ? value : {};
};

/** Reads the schedules of the assembly that are switched on. */
export const schedulesOf = (assembly: Assembly, since: Date): Schedule[] =>
  assembly
    .ofType('AWS::Scheduler::Schedule')
    .filter(({ properties }) => properties.State !== 'DISABLED')
    .map((resource) => scheduleOf(resource, since));

function scheduleOf({ properties, arn, path }: Resource, since: Date): Schedule {
  const target = inner(properties, 'Target');
  const retry = inner(target, 'RetryPolicy');
  return {
    name: nameOf(path),
    arn,
    functionArn: String(target.Arn),
    roleArn: String(target.RoleArn),
    input: typeof target.Input === 'string' ? target.Input : '{}',
    // Scheduler's own defaults.
    retriesMax: Number(retry.MaximumRetryAttempts ?? 185),
    eventAgeMsMax: Number(retry.MaximumEventAgeInSeconds ?? 86_400) * 1000,
    isDue: scheduleExpression(
      String(properties.ScheduleExpression),
      String(properties.ScheduleExpressionTimezone ?? 'UTC'),
      since,
    ),
  };
}

/** `peage-dev-service/Schedule-reconcile-payments/Schedule` is called `reconcile-payments`. */
const nameOf = (path: string): string => (path.split('/')[1] ?? path).replace(/^Schedule-/, '');

export type SchedulesOptions = {
  lambda: Pick<Lambda, 'invoke'>;
  authorize: (roleArn: string, action: string, resource: string) => boolean;
};

/** Starts functions by the clock and at will. */
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

  /** Looks at the beginning of every minute for what is due. */
  startClock(): void {
    const untilNextMinute = 60_000 - (Date.now() % 60_000);
    this.timer = setTimeout(() => {
      const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000);
      for (const schedule of this.schedules)
        if (schedule.isDue(minute))
          this.start(schedule, minute).catch((error: Error) =>
            console.error(`WARNING: ${error.message}`),
          );
      this.startClock();
    }, untilNextMinute).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Runs a schedule now, as if it were due at the given time; a failure is not tried again. */
  run(name: string, dueAt: Date): Promise<Invoked> {
    const schedule = this.schedules.find((candidate) => candidate.name === name);
    if (!schedule)
      throw new Error(`There is no schedule ${name}; there are: ${this.names.join(', ')}`);
    return this.invoke(schedule, dueAt, 1);
  }

  private async start(schedule: Schedule, dueAt: Date): Promise<void> {
    for (let attempt = 1; attempt <= schedule.retriesMax + 1; attempt += 1) {
      const { outcome } = await this.invoke(schedule, dueAt, attempt);
      const isTooOld = Date.now() - dueAt.getTime() > schedule.eventAgeMsMax;
      if (!('error' in outcome) || isTooOld) return;
      await sleep(Math.min(1_000 * 2 ** attempt, 60_000), undefined, { ref: false });
    }
  }

  private async invoke(schedule: Schedule, dueAt: Date, attempt: number): Promise<Invoked> {
    const { lambda, authorize } = this.options;
    if (!authorize(schedule.roleArn, 'lambda:InvokeFunction', schedule.functionArn))
      throw new Error(`The role of schedule ${schedule.name} may not start its function`);
    const input = schedule.input
      .replaceAll('<aws.scheduler.scheduled-time>', dueAt.toISOString().replace(/\.\d+/, ''))
      .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
      .replaceAll('<aws.scheduler.execution-id>', randomUUID())
      .replaceAll('<aws.scheduler.attempt-number>', String(attempt));
    return lambda.invoke(schedule.functionArn, JSON.parse(input));
  }
}
