import { functions } from '../../lib/functions.ts';
import { queuedJobs } from '../../lib/jobs.ts';
import type { Properties } from './app.ts';
import { constructOf, deployments, listOf, type Resource, targetOf } from './deployments.ts';

describe.each(deployments())('queues (%s)', (name, { resourcesOf }) => {
  const queues = resourcesOf('app', 'AWS::SQS::Queue');
  const deadLetters = queues.filter((queue) =>
    /DeadLetters$|^Background$/.test(constructOf(queue)),
  );
  const sources = queues.filter((queue) => !deadLetters.includes(queue));
  const mappings = resourcesOf('app', 'AWS::Lambda::EventSourceMapping');
  const alarms = resourcesOf('app', 'AWS::CloudWatch::Alarm');
  const byId = new Map(resourcesOf('app').map((resource) => [resource.id, resource]));

  test('there is one with dead letters for each job that a queue carries, and dead letters for the relay and schedules', () => {
    expect(sources.map(constructOf).sort()).toEqual(
      [...queuedJobs.keys()].map((name) => `Job-${name}`).sort(),
    );
    expect(deadLetters.map(constructOf).sort()).toEqual(
      [
        ...[...queuedJobs.keys()].map((name) => `Job-${name}/DeadLetters`),
        'OutboxDeadLetters',
        'Background',
      ].sort(),
    );
  });

  test('in production messages of a removed queue are kept [A6]', () => {
    for (const { DeletionPolicy } of queues)
      expect(DeletionPolicy).toBe(name.startsWith('prod') ? 'RetainExceptOnCreate' : 'Delete');
  });

  test('each is encrypted', () => {
    for (const { Properties } of queues) expect(Properties.SqsManagedSseEnabled).toBe(true);
  });

  test('each refuses requests without TLS', () => {
    const policies = resourcesOf('app', 'AWS::SQS::QueuePolicy');
    const guarded = policies
      .filter(({ Properties }) => Properties.PolicyDocument.Statement.some(refusesPlainHttp))
      .flatMap(({ Properties }) => Properties.Queues.map(targetOf));
    expect(guarded.sort()).toEqual(queues.map(({ id }) => id).sort());
  });

  test('a message is tried five times or more before it is a dead letter', () => {
    for (const { Properties } of sources) {
      expect(Properties.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
      const target = targetOf(Properties.RedrivePolicy.deadLetterTargetArn);
      expect(deadLetters.map(({ id }) => id)).toContain(target);
    }
  });

  test('dead letters are kept longer than messages of the queue they came from', () => {
    for (const source of sources) {
      const target = byId.get(targetOf(source.Properties.RedrivePolicy.deadLetterTargetArn))!;
      expect(target.Properties.MessageRetentionPeriod).toBeGreaterThan(
        source.Properties.MessageRetentionPeriod,
      );
    }
  });

  test('a message stays hidden at least six times as long as its consumer may run', () => {
    for (const [name, job] of queuedJobs) {
      const queue = sources.find((source) => constructOf(source) === `Job-${name}`)!;
      expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(
        6 * functions[job.function].timeoutSeconds,
      );
    }
  });

  test('each queue has a consuming function, which reports the messages that failed', () => {
    for (const [name, job] of queuedJobs) {
      const queue = sources.find((source) => constructOf(source) === `Job-${name}`)!;
      const [mapping, ...others] = mappings.filter(
        ({ Properties }) => targetOf(Properties.EventSourceArn) === queue.id,
      );
      expect(others).toEqual([]);
      expect(byId.get(targetOf(mapping!.Properties.FunctionName))!.Properties.Description).toBe(
        job.function,
      );
      expect(mapping!.Properties).toMatchObject({
        BatchSize: job.batchSize,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: job.concurrencyMax },
      });
      expect(job.concurrencyMax).toBeGreaterThanOrEqual(2);
    }
  });

  test('every queue of dead letters has an alarm that says what is lost and where to read on', () => {
    for (const queue of deadLetters) {
      const alarm = alarms.find(({ Properties }) =>
        listOf<Properties>(Properties.Dimensions).some(({ Value }) => targetOf(Value) === queue.id),
      )!;
      expect(alarm.Properties).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      });
      expect(alarm.Properties.AlarmActions).toHaveLength(1);
      expect(alarm.Properties.AlarmDescription).toMatch(/^[A-Z].+\. Runbook: docs\/runbook\.md#/);
    }
  });

  test('a bad record of the stream neither blocks the others nor is lost', () => {
    const stream = mappings.find(({ id }) => id.startsWith('OutboxStream')) as Resource;
    expect(stream.Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(stream.Properties.MaximumRetryAttempts).toBeGreaterThan(0);
    expect(stream.Properties.MaximumRecordAgeInSeconds).toBeGreaterThan(0);
    // The stream itself forgets after 24 hours: what is set aside must be set aside before.
    expect(stream.Properties.MaximumRecordAgeInSeconds).toBeLessThan(24 * 3600);
    const destination = targetOf(stream.Properties.DestinationConfig.OnFailure.Destination);
    expect(deadLetters.map(({ id }) => id)).toContain(destination);
  });

  test('only new rows with an event, and customers that were written, start the relay', () => {
    const stream = mappings.find(({ id }) => id.startsWith('OutboxStream')) as Resource;
    const patterns = stream.Properties.FilterCriteria.Filters.map(({ Pattern }: Properties) =>
      JSON.parse(Pattern),
    );
    expect(patterns).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: { NewImage: { event: { M: { id: { S: [{ exists: true }] } } } } },
      },
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: {
          Keys: { pk: { S: [{ prefix: 'CUSTOMER#' }] }, sk: { S: ['CUSTOMER'] } },
        },
      },
    ]);
  });
});

const refusesPlainHttp = ({ Effect, Action, Condition }: Properties): boolean =>
  Effect === 'Deny' && Action === 'sqs:*' && Condition?.Bool?.['aws:SecureTransport'] === 'false';
