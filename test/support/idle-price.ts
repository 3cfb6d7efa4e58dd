type Deployed = { Type: string; Properties: Record<string, unknown> };

/** What Lambda does at a queue in which nothing lies. */
const pollers = 5;
const asksPerMinute = 3;
const minutesPerMonth = 60 * 730 * 0.9995;

/** eu-west-3, in $; what AWS gives for nothing each month is the account's, not the stage's. */
const sqs = { usd: 0.4 / 1e6, free: 1_000_000 };

/** Each metric that an alarm watches. */
const alarm = { usd: 0.1, free: 10 };

/** Schedules, logs and reads, which are far below: decision 0026. */
const allElseUsd = 0.01;

/** What costs while nothing happens: queues that are polled, and metrics that alarms watch. */
export type IdleLoad = { polled: number; watched: number };

/** Of a whole deployment, by its templates. */
export function idleLoadOf(resources: readonly Deployed[]): IdleLoad {
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type);
  return {
    // A stream says where it begins to be read; a queue has no beginning.
    polled: ofType('AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => Properties.StartingPosition === undefined,
    ).length,
    watched: ofType('AWS::CloudWatch::Alarm').flatMap(
      ({ Properties }) => Properties.Metrics ?? [Properties.MetricName],
    ).length,
  };
}

/** Dollars a month of the one stage in an account. */
export function idleUsd({ polled, watched }: IdleLoad): number {
  const requests = polled * pollers * asksPerMinute * minutesPerMonth;
  return (
    Math.max(0, requests - sqs.free) * sqs.usd +
    Math.max(0, watched - alarm.free) * alarm.usd +
    allElseUsd
  );
}
