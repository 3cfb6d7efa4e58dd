import { existsSync } from 'node:fs';
import type { Stack } from 'aws-cdk-lib';
import { type FunctionName, type FunctionNeeds, functions } from '../../lib/functions.ts';
import { invokedJobs, jobs, queuedJobs } from '../../lib/jobs.ts';
import { routes, unknownRoute } from '../../lib/routes.ts';
import { schedules } from '../../lib/schedules.ts';
import { contextWith, type Properties, stacksOf } from './app.ts';
import { deployments, inlineStatementsOf, type Resource, targetOf } from './deployments.ts';

const names = Object.keys(functions) as FunctionName[];

/** Started by the gateway and by the tables' streams, which stand in no table. */
const startedOtherwise = [
  unknownRoute.function,
  'access/identify-caller',
  'outbox/relay-events',
  'usage/watch-limits',
  'monitoring/count-facts',
];

const started = new Set<string>([
  ...routes.map((route) => route.function),
  ...Object.values(jobs).map((job) => job.function),
  ...Object.values(schedules).map((schedule) => schedule.function),
  ...startedOtherwise,
]);

test('routes, jobs and schedules name only functions that exist', () => {
  for (const name of started) expect(names).toContain(name);
});

test('every function is started by something', () => {
  expect(names.filter((name) => !started.has(name))).toEqual([]);
});

test.each(names)('%s has its folder, with its wiring and its handler', (name) => {
  expect(existsSync(`functions/${name}/index.ts`)).toBe(true);
  expect(existsSync(`functions/${name}/handler.ts`)).toBe(true);
});

test('functions send only to queues that exist', () => {
  for (const name of names)
    for (const queue of (functions[name] as FunctionNeeds).sendsTo ?? [])
      expect([...queuedJobs.keys()]).toContain(queue);
});

test('a queue that receives no event is used by a function', () => {
  const fed = names.flatMap((name) => (functions[name] as FunctionNeeds).sendsTo ?? []);
  for (const [name, job] of queuedJobs)
    expect(job.subscribesTo.length > 0 || fed.includes(name)).toBe(true);
});

/** SES starts it, by its topic. */
const startedByTopic = ['note-mail-event', 'note-alarm'];

test('a handed-over job gets its work from the relay, a function or a topic, and never from two', () => {
  const fed = names.flatMap((name) => (functions[name] as FunctionNeeds).handsOverTo ?? []);
  expect(invokedJobs.size).toBeGreaterThan(0);
  for (const [name, { subscribesTo }] of invokedJobs)
    expect([name, [...fed, ...startedByTopic].includes(name)]).toEqual([
      name,
      subscribesTo.length === 0,
    ]);
});

test('a handed-over job has its own function, which no schedule starts', () => {
  const others = [
    ...[...queuedJobs.values()].map((job) => job.function),
    ...Object.values(schedules).map((schedule) => schedule.function),
  ];
  const taking = [...invokedJobs.values()].map((job) => job.function);
  expect(new Set(taking).size).toBe(taking.length);
  for (const name of taking) expect(others).not.toContain(name);
});

test('production’s data cannot be deleted by mistake; other stages can be deleted [A7]', () => {
  const isHeld = (stage: string) => stacksOf(contextWith({ stage })).data.terminationProtection;
  expect(isHeld('prod')).toBe(true);
  expect(isHeld('dev')).toBe(false);
});

test('no stack needs one that is deployed after it', () => {
  const { app, data, core, areas, entry, watch } = stacksOf(contextWith());
  app.synth();
  const needed = (stack: Stack) => stack.dependencies.map(({ stackName }) => stackName).sort();
  const names = (...stacks: Stack[]) => stacks.map(({ stackName }) => stackName).sort();
  expect(needed(data)).toEqual([]);
  expect(needed(core)).toEqual(names(data));
  for (const area of areas) expect(names(core, data)).toEqual(expect.arrayContaining(needed(area)));
  expect(needed(entry)).toEqual(names(core, ...areas));
  expect(names(core, ...areas)).toEqual(expect.arrayContaining(needed(watch)));
});

describe.each(deployments())('schedules (%s)', (_, { resourcesOf }) => {
  const byId = new Map(resourcesOf('app').map((resource) => [resource.id, resource]));
  const deployed = resourcesOf('app', 'AWS::Scheduler::Schedule');
  const resource = (id: string): Resource => byId.get(id)!;

  test.each(Object.entries(schedules))(
    '%s starts its function in UTC, with a role that may do only that',
    (name, schedule) => {
      const { Properties } = deployed.find(({ Properties }) =>
        Properties.Target.Input.includes(`"${name}"`),
      )!;
      expect(Properties).toMatchObject({
        ScheduleExpression: schedule.expression,
        ScheduleExpressionTimezone: 'UTC',
      });
      const lambda = targetOf(Properties.Target.Arn);
      expect(resource(lambda).Properties.Description).toBe(schedule.function);
      expect(inlineStatementsOf(resource(targetOf(Properties.Target.RoleArn)))).toEqual([
        {
          Effect: 'Allow',
          Action: 'lambda:InvokeFunction',
          Resource: { 'Fn::GetAtt': [lambda, 'Arn'] },
        },
        expect.objectContaining({
          Action: 'sqs:SendMessage',
          Resource: Properties.Target.DeadLetterConfig.Arn,
        }),
      ]);
    },
  );

  test('each run gets the time at which it was due', () => {
    for (const { Properties } of deployed)
      expect(JSON.parse(Properties.Target.Input).dueAt).toBe('<aws.scheduler.scheduled-time>');
  });

  test('its role can be used only by schedules of this account [B11]', () => {
    const services = resourcesOf('app', 'AWS::IAM::Role').flatMap(
      ({ Properties }) => Properties.AssumeRolePolicyDocument.Statement as Properties[],
    );
    // Lambda takes a role for the function that carries it and for nobody else; GuardDuty's may only
    // scan files.
    const bySchedules = services.filter(
      ({ Principal }) => !/^(lambda|malware-protection-plan\.guardduty)\./.test(Principal.Service),
    );
    expect(bySchedules).toHaveLength(deployed.length);
    for (const { Condition } of bySchedules)
      expect(Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } });
  });

  test('there is no schedule outside the table', () => {
    expect(deployed).toHaveLength(Object.keys(schedules).length);
  });
});
