import { readFileSync } from 'node:fs';
import { invokedJobs } from '../../lib/jobs.ts';
import { schedules } from '../../lib/schedules.ts';
import type { Properties } from './app.ts';
import { deployments, inlineStatementsOf, listOf, type Resource, targetOf } from './deployments.ts';

/** API Gateway waits for the answer; whatever else may invoke a function does not. */
const answersCallers = (principal: string): boolean => principal === 'apigateway.amazonaws.com';

/** Whatever starts a function without anybody waiting for the answer. */
describe.each(deployments())('asynchronous work [A3] (%s)', (_, { resourcesOf }) => {
  const byId = new Map(resourcesOf('app').map((resource) => [resource.id, resource]));
  const invokeConfigs = resourcesOf('app', 'AWS::Lambda::EventInvokeConfig');
  const schedulesDeployed = resourcesOf('app', 'AWS::Scheduler::Schedule');
  const subscriptions = resourcesOf('app', 'AWS::SNS::Subscription');
  const permissions = resourcesOf('app', 'AWS::Lambda::Permission');

  const takersOf = (jobs: typeof invokedJobs): string[] =>
    [...jobs.values()].map(
      (job) =>
        resourcesOf('app', 'AWS::Lambda::Function').find(
          ({ Properties }) => Properties.Description === job.function,
        )!.id,
    );

  /** Functions that a service, or the relay, starts and does not wait for. */
  const unattended = [
    ...takersOf(invokedJobs),
    ...schedulesDeployed.map(({ Properties }) => targetOf(Properties.Target.Arn)),
    ...subscriptions
      .filter(({ Properties }) => Properties.Protocol === 'lambda')
      .map(({ Properties }) => targetOf(Properties.Endpoint)),
    ...permissions
      .filter(({ Properties }) => !answersCallers(Properties.Principal))
      .map(({ Properties }) => targetOf(Properties.FunctionName)),
  ];

  function expectAlarmOn(destination: Properties): void {
    const queue = byId.get(targetOf(destination))!;
    expect(queue.Type).toBe('AWS::SQS::Queue');
    const alarm = resourcesOf('app', 'AWS::CloudWatch::Alarm').find(({ Properties }) =>
      listOf<Properties>(Properties.Dimensions).some(({ Value }) => targetOf(Value) === queue.id),
    );
    expect(alarm?.Properties.AlarmActions).toHaveLength(1);
  }

  const maySend = (role: Resource, queue: Properties): boolean =>
    inlineStatementsOf(role).some(
      ({ Effect, Action, Resource }) =>
        Effect === 'Allow' &&
        listOf(Action).includes('sqs:SendMessage') &&
        listOf(Resource).some((one) => targetOf(one) === targetOf(queue)),
    );

  test('each run that fails three times becomes a dead letter with an alarm, by a role that may write it', () => {
    expect(unattended.length).toBeGreaterThanOrEqual(
      Object.keys(schedules).length + invokedJobs.size,
    );
    for (const lambda of unattended) {
      const config = invokeConfigs.find(
        ({ Properties }) => targetOf(Properties.FunctionName) === lambda,
      )!;
      expect(config.Properties.MaximumRetryAttempts).toBe(2);
      expect(config.Properties.MaximumEventAgeInSeconds).toBeGreaterThanOrEqual(60);
      const { Destination } = config.Properties.DestinationConfig.OnFailure;
      expectAlarmOn(Destination);
      const role = byId.get(targetOf(byId.get(lambda)!.Properties.Role))!;
      expect(maySend(role, Destination)).toBe(true);
    }
  });

  test('a start that Scheduler cannot deliver becomes a dead letter too', () => {
    for (const { Properties } of schedulesDeployed) {
      const { DeadLetterConfig, RoleArn } = Properties.Target;
      expectAlarmOn(DeadLetterConfig.Arn);
      expect(maySend(byId.get(targetOf(RoleArn))!, DeadLetterConfig.Arn)).toBe(true);
    }
  });

  test('a throttled job is kept for six hours, without a queue', () => {
    for (const lambda of takersOf(invokedJobs)) {
      const own = invokeConfigs.filter(
        ({ Properties }) => targetOf(Properties.FunctionName) === lambda,
      );
      expect(own.map(({ Properties }) => Properties.MaximumEventAgeInSeconds)).toEqual([6 * 3600]);
      const polled = resourcesOf('app', 'AWS::Lambda::EventSourceMapping').map(({ Properties }) =>
        targetOf(Properties.FunctionName),
      );
      expect(polled).not.toContain(lambda);
    }
  });

  test('the alarm about given-up work names all that can be given up, in the length that CloudWatch takes', () => {
    const alarm = resourcesOf('app', 'AWS::CloudWatch::Alarm').find(({ Properties }) =>
      Properties.AlarmDescription.endsWith('#dead-letters-background-work'),
    )!;
    const { AlarmDescription: text } = alarm.Properties;
    for (const name of [...invokedJobs.keys(), ...Object.keys(schedules)])
      expect(text).toContain(name);
    expect(text.length).toBeLessThanOrEqual(1_024);
  });

  test('work from a stream or a queue ends in dead letters with an alarm', () => {
    for (const { Properties } of resourcesOf('app', 'AWS::Lambda::EventSourceMapping')) {
      const source = byId.get(targetOf(Properties.EventSourceArn));
      expectAlarmOn(
        source?.Properties.RedrivePolicy?.deadLetterTargetArn ??
          Properties.DestinationConfig.OnFailure.Destination,
      );
    }
  });

  test('no stream has more than two readers: AWS would slow down a third, and invoices with it', () => {
    const read = resourcesOf('app', 'AWS::Lambda::EventSourceMapping').flatMap(({ Properties }) =>
      'StartingPosition' in Properties ? [JSON.stringify(Properties.EventSourceArn)] : [],
    );
    expect(read.length).toBeGreaterThan(0);
    for (const readers of Map.groupBy(read, (stream) => stream).values())
      expect(readers.length).toBeLessThanOrEqual(2);
  });

  test('half an hour without a successful reconciliation is an alarm, even if it never ran', () => {
    const heartbeat = resourcesOf('app', 'AWS::CloudWatch::Alarm').find(({ Properties }) =>
      Properties.AlarmDescription.endsWith('#silence-reconcile-payments'),
    )!;
    expect(heartbeat.Properties).toMatchObject({
      MetricName: 'Errors',
      Statistic: 'Minimum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
    const { Period, EvaluationPeriods } = heartbeat.Properties;
    expect(Period * EvaluationPeriods).toBe(30 * 60);
  });
});

test.each([...Object.keys(schedules), ...invokedJobs.keys()])(
  'the runbook says what to do if %s was given up',
  (name) => {
    const runbook = readFileSync('docs/runbook.md', 'utf8');
    const [, section = ''] = runbook.split('## Dead letters: background-work\n');
    expect(section.split('\n## ')[0]).toContain(`### ${name}\n`);
  },
);
