import { type FunctionName, type FunctionNeeds, functions } from '../../lib/functions.ts';
import { jobs } from '../../lib/jobs.ts';
import {
  constructOf,
  deployments,
  listOf,
  type Properties,
  type Synthesised,
  targetOf,
} from './app.ts';

type Statement = { Action: string[]; Resource: Properties[]; Condition?: Properties };

const names = Object.keys(functions) as FunctionName[];
const needsOf = (name: FunctionName): FunctionNeeds => functions[name];

/** What the role of one function may do, gathered from its inline policies. */
function statementsOf({ resourcesOf }: Synthesised, name: FunctionName): Statement[] {
  const lambda = resourcesOf('service', 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties.Description === name,
  )!;
  const role = targetOf(lambda.Properties.Role);
  return resourcesOf('service', 'AWS::IAM::Policy')
    .filter(({ Properties }) => Properties.Roles.some((ref: Properties) => ref.Ref === role))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Properties[])
    .map(({ Action, Resource, Condition }) => ({
      Action: listOf(Action),
      Resource: listOf(Resource),
      Condition,
    }));
}

const speaksOf = (service: string) => (statement: Statement) =>
  statement.Action.some((action) => action.startsWith(`${service}:`));

const isStreamReading = ({ Action }: Statement) =>
  Action.every((action) => /Stream|GetShardIterator|GetRecords/.test(action));

describe.each(deployments)('rights (%s)', (_, deployment) => {
  const { resourcesOf, templates } = deployment;
  const [, { Export: tableArn }] = Object.entries<Properties>(templates.data.Outputs).find(
    ([name]) => /GetAttTable\w+?Arn/.test(name) && !name.includes('Stream'),
  )!;

  test('no role may do a whole family of actions', () => {
    const actions = resourcesOf('service', 'AWS::IAM::Policy').flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: Properties) => listOf(Action)),
    );
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action: string) => action.includes('*'))).toEqual([]);
  });

  test('no role takes over a policy that somebody else manages', () => {
    for (const { Properties } of resourcesOf('service', 'AWS::IAM::Role'))
      expect(Properties.ManagedPolicyArns ?? []).toEqual([]);
  });

  test('only listing streams, which knows no resource, is allowed on everything', () => {
    const everywhere = names.flatMap((name) =>
      statementsOf(deployment, name).filter(({ Resource }) => Resource.includes('*' as never)),
    );
    expect(everywhere.map(({ Action }) => Action)).toEqual([['dynamodb:ListStreams']]);
  });

  test.each(names)('%s touches the keys of the table that it says, and no others', (name) => {
    const { table: byAction = {}, indexes = {} } = needsOf(name);
    const statements = statementsOf(deployment, name)
      .filter(speaksOf('dynamodb'))
      .filter((statement) => !isStreamReading(statement));
    const granted = statements.flatMap(({ Action, Resource, Condition }) =>
      Action.map((action) => [action, whereOf(Resource), leadingKeysOf(Condition)].join(' ')),
    );
    const wanted = [
      ...Object.entries(byAction).map(
        ([action, keys]) => `dynamodb:${action} table ${sorted(keys)}`,
      ),
      ...Object.entries(indexes).map(([index, keys]) => `dynamodb:Query ${index} ${sorted(keys)}`),
    ];
    expect(granted.sort()).toEqual(wanted.sort());
  });

  /** `table`, or the name of the index; anything else stays as it is, and fails the comparison. */
  function whereOf(resources: Properties[]): string {
    return resources
      .map((resource) => {
        if (resource['Fn::ImportValue'] === tableArn.Name) return 'table';
        const [first, rest] = resource['Fn::Join']?.[1] ?? [];
        return first?.['Fn::ImportValue'] === tableArn.Name
          ? String(rest).replace('/index/', '')
          : JSON.stringify(resource);
      })
      .join();
  }

  test.each(names)('%s sends to the queues that it says, and no others', (name) => {
    const { sendsTo = [], relaysEvents } = needsOf(name);
    const subscribed = Object.entries(jobs).filter(([, job]) => job.subscribesTo.length > 0);
    const wanted = relaysEvents
      ? [...subscribed.map(([job]) => `Job-${job}`), 'Outbox/DeadLetters']
      : sendsTo.map((job) => `Job-${job}`);
    const sent = statementsOf(deployment, name)
      .filter(({ Action }) => Action.includes('sqs:SendMessage'))
      .flatMap(({ Resource }) =>
        Resource.map((queue) => constructOf(templates.service.Resources[targetOf(queue)])),
      );
    expect(sent.sort()).toEqual([...wanted].sort());
  });

  test.each(names)('%s reads the secrets that it says, and no others', (name) => {
    const read = statementsOf(deployment, name)
      .filter(speaksOf('ssm'))
      .flatMap(({ Action, Resource }) => {
        expect(Action).toEqual(['ssm:GetParameter']);
        return Resource.map(
          (arn) => /:parameter\/peage\/\w+\/(.+)$/.exec(arn['Fn::Join'][1].at(-1))?.[1],
        );
      });
    expect(read.sort()).toEqual([...(needsOf(name).secrets ?? [])].sort());
  });

  test.each(names)('%s reaches invoices and mail only when it says so', (name) => {
    const { documents = [], sendsMail = false } = needsOf(name);
    const statements = statementsOf(deployment, name);
    const objects = statements.filter(speaksOf('s3'));
    expect(objects.flatMap(({ Action }) => Action).sort()).toEqual(
      documents.map((action) => `s3:${action}`).sort(),
    );
    for (const { Resource } of objects)
      expect(Resource.map((arn) => arn['Fn::Join'][1].at(-1))).toEqual(['/invoices/*']);
    expect(statements.some(speaksOf('ses'))).toBe(sendsMail);
  });
});

const sorted = (keys: readonly string[]): string => [...keys].sort().join();

function leadingKeysOf(condition: Properties | undefined): string {
  const keys = condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  return keys ? sorted(listOf(keys)) : 'WITHOUT A CONDITION';
}
