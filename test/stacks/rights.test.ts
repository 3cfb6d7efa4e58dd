import { type FunctionName, type FunctionNeeds, functions } from '../../lib/functions.ts';
import { invokedJobs, queuedJobs } from '../../lib/jobs.ts';
import { schedules } from '../../lib/schedules.ts';
import type { Properties } from './app.ts';
import {
  constructOf,
  deployments,
  inlineStatementsOf,
  listOf,
  type Synthesised,
  targetOf,
} from './deployments.ts';

type Statement = { Action: string[]; Resource: Properties[]; Condition?: Properties };

const names = Object.keys(functions) as FunctionName[];

/** They set aside what fails each time. */
const nobodyWaitsFor = new Set<FunctionName>([
  'usage/watch-limits',
  'monitoring/count-facts',
  ...[...invokedJobs.values()].map((job) => job.function),
  ...Object.values(schedules).map((schedule) => schedule.function),
]);

const needsOf = (name: FunctionName): FunctionNeeds => functions[name];

/** What the role of one function may do. */
function statementsOf({ resourcesOf }: Synthesised, name: FunctionName): Statement[] {
  const lambda = resourcesOf('app', 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties.Description === name,
  )!;
  const role = resourcesOf('app').find(({ id }) => id === targetOf(lambda.Properties.Role))!;
  return inlineStatementsOf(role).map(({ Action, Resource, Condition }) => ({
    Action: listOf(Action),
    Resource: listOf(Resource),
    Condition,
  }));
}

const speaksOf = (service: string) => (statement: Statement) =>
  statement.Action.some((action) => action.startsWith(`${service}:`));

/** Somebody else's bucket, listed below the projects' prefixes alone. */
const isOfStorageSource = ({ Action, Condition }: Statement) =>
  Action.join() === 's3:ListBucket' &&
  JSON.stringify(Condition?.StringLike?.['s3:prefix']) === '["projects/*/"]';

const isStreamReading = ({ Action }: Statement) =>
  Action.every((action) => /Stream|GetShardIterator|GetRecords/.test(action));

describe.each(deployments())('rights (%s)', (deploymentName, deployment) => {
  const { resourcesOf } = deployment;
  const byId = new Map(resourcesOf('app').map((resource) => [resource.id, resource]));
  /** CDK's own function that empties a bucket is no function of ours. */
  const roles = resourcesOf('app', 'AWS::IAM::Role').filter(({ stack }) => stack !== 'data');

  test('no role has a wildcard of actions', () => {
    const actions = roles.flatMap(inlineStatementsOf).flatMap(({ Action }) => listOf(Action));
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action: string) => action.includes('*'))).toEqual([]);
  });

  test('no role uses a managed policy', () => {
    for (const { Properties } of roles) expect(Properties.ManagedPolicyArns ?? []).toEqual([]);
  });

  test('only listing streams, which accepts no resource, is allowed on everything', () => {
    const everywhere = names.flatMap((name) =>
      statementsOf(deployment, name).filter(({ Resource }) => Resource.includes('*' as never)),
    );
    // Three functions read a stream.
    expect(everywhere.map(({ Action }) => Action)).toEqual([
      ['dynamodb:ListStreams'],
      ['dynamodb:ListStreams'],
      ['dynamodb:ListStreams'],
    ]);
  });

  test.each(names)('%s uses the keys of the table that it declares, and no others', (name) => {
    const { table: byAction = {}, usage = {}, indexes = {} } = needsOf(name);
    const statements = statementsOf(deployment, name)
      .filter(speaksOf('dynamodb'))
      .filter((statement) => !isStreamReading(statement));
    const granted = statements.flatMap(({ Action, Resource, Condition }) =>
      Action.flatMap((action) =>
        Resource.map((one) => [action, whereOf(one), leadingKeysOf(Condition)].join(' ')),
      ),
    );
    const wanted = [
      ...Object.entries(byAction).map(
        ([action, keys]) => `dynamodb:${action} table ${sorted(keys)}`,
      ),
      ...Object.entries(usage).map(([action, keys]) => `dynamodb:${action} usage ${sorted(keys)}`),
      ...Object.entries(indexes).map(([index, keys]) => `dynamodb:Query ${index} ${sorted(keys)}`),
    ];
    expect(granted.sort()).toEqual(wanted.sort());
  });

  /** Which table or index; anything else stays as it is, and fails the comparison. */
  function whereOf(resource: Properties): string {
    const tables: Record<string, string> = { Table: 'table', Usage: 'usage' };
    const tableOf = (arn: Properties) =>
      tables[byId.get(targetOf(arn))!.Metadata['aws:cdk:path'].split('/')[1]!];
    const [first, rest] = resource['Fn::Join']?.[1] ?? [];
    if (!first) return tableOf(resource) ?? JSON.stringify(resource);
    return tableOf(first) === 'table'
      ? String(rest).replace('/index/', '')
      : JSON.stringify(resource);
  }

  test.each(names)('%s sends to the queues that it declares, and no others', (name) => {
    const { sendsTo = [], relaysEvents } = needsOf(name);
    const subscribed = [...queuedJobs].filter(([, job]) => job.subscribesTo.length > 0);
    const wanted = relaysEvents
      ? [...subscribed.map(([job]) => `Job-${job}`), 'OutboxDeadLetters']
      : [
          ...sendsTo.map((job) => `Job-${job}`),
          ...(nobodyWaitsFor.has(name) ? ['Background'] : []),
        ];
    const sent = statementsOf(deployment, name)
      .filter(({ Action }) => Action.includes('sqs:SendMessage'))
      .flatMap(({ Resource }) => Resource.map((queue) => constructOf(byId.get(targetOf(queue))!)));
    expect(sent.sort()).toEqual([...wanted].sort());
  });

  test('only the relay may start functions that it hands events to, and others what they hand over', () => {
    const started = names.flatMap((name) =>
      statementsOf(deployment, name)
        .filter(speaksOf('lambda'))
        .flatMap(({ Action, Resource }) =>
          Action.flatMap((action) => Resource.map((arn) => [name, action, nameIn(arn)].join(' '))),
        ),
    );
    const wanted = [...invokedJobs].flatMap(([job, { function: target, subscribesTo }]) => {
      const lambda = resourcesOf('app', 'AWS::Lambda::Function').find(
        ({ Properties }) => Properties.Description === target,
      )!;
      const starting = names.filter((name) =>
        (functions[name] as FunctionNeeds).handsOverTo?.includes(job),
      );
      const all = [...(subscribesTo.length > 0 ? ['outbox/relay-events'] : []), ...starting];
      return all.map((name) => `${name} lambda:InvokeFunction ${lambda.Properties.FunctionName}`);
    });
    expect(wanted.length).toBeGreaterThan(0);
    expect(started.sort()).toEqual(wanted.sort());
  });

  const nameIn = (arn: Properties): string => arn['Fn::Join'][1].at(-1).split(':').at(-1);

  test.each(names)('%s reads the secrets that it declares, and no others', (name) => {
    const read = statementsOf(deployment, name)
      .filter(speaksOf('ssm'))
      .flatMap(({ Action, Resource }) => {
        expect(Action).toEqual(['ssm:GetParameters']);
        return Resource.map(
          (arn) => /:parameter\/peage\/\w+\/(.+)$/.exec(arn['Fn::Join'][1].at(-1))?.[1],
        );
      });
    expect(read.sort()).toEqual([...(needsOf(name).secrets ?? [])].sort());
  });

  test.each(names)('%s can use invoices, files and mail only if it declares so', (name) => {
    const {
      documents = [],
      erasureList = [],
      exports = [],
      raw = [],
      files = {},
      sendsMail = false,
    } = needsOf(name);
    const isScanned = deploymentName.endsWith('full');
    const statements = statementsOf(deployment, name);
    const granted = statements
      .filter(speaksOf('s3'))
      .filter((statement) => !isOfStorageSource(statement))
      .flatMap(({ Action, Resource, Condition }) =>
        Action.flatMap((action) =>
          Resource.map((arn) => `${action} ${listedIn(Condition) ?? prefixOf(arn)}`),
        ),
      );
    const wanted = [
      ...Object.entries(files).flatMap(([action, areas]) =>
        action === 'ListBucket'
          ? [`s3:${action} ${areas.map((area) => `${area}/*`)}`]
          : areas.map((area) => `s3:${action} /${area}/*`),
      ),
      ...documents.map((action) => `s3:${action} /invoices/*`),
      ...exports.map((action) => `s3:${action} /exports/*`),
      ...erasureList.map((action) => `s3:${action} /erasures/*`),
      ...raw.map((action) => `s3:${action} ${action === 'ListBucket' ? 'bucket' : '/raw/*'}`),
    ];
    const due = wanted.filter((right) => isScanned || !right.startsWith('s3:GetObjectTagging'));
    expect(granted.sort()).toEqual(due.sort());
    expect(statements.some(speaksOf('ses'))).toBe(sendsMail);
  });
});

/** Of objects the prefix; listing is a right to the bucket, narrowed by its condition. */
const prefixOf = (arn: Properties): string => arn['Fn::Join']?.[1].at(-1) ?? 'bucket';

/** What a right to list is narrowed to; of raw usage the test looks at the bucket alone. */
function listedIn(condition: Properties | undefined): string | undefined {
  const prefixes = listOf(condition?.StringLike?.['s3:prefix']);
  return prefixes.join() === 'raw/*' ? undefined : prefixes.join() || undefined;
}

const sorted = (keys: readonly string[]): string => [...keys].sort().join();

function leadingKeysOf(condition: Properties | undefined): string {
  const keys = condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  return keys ? sorted(listOf(keys)) : 'WITHOUT A CONDITION';
}
