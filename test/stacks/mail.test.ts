import { Template } from 'aws-cdk-lib/assertions';
import { readDeployment } from '../../lib/configuration.ts';
import { DataStack } from '../../lib/stacks/data.ts';
import { appOf, contextWith, type Properties, templatesOf } from './app.ts';
import { deployments, listOf } from './deployments.ts';

const { mail } = contextWith().configuration as { mail: Properties };

const contextFor = (stage: string, changes: Properties, stages: Properties = {}) =>
  contextWith({
    stage,
    stages,
    configuration: {
      ...(contextWith().configuration as object),
      mail: { ...mail, ...changes },
    },
  });

const read = (context: Record<string, unknown>) => readDeployment(appOf(context).node);

/** What must survive of one stage, which is where an identity would stand. */
function deployed(stage: string, changes: Properties = {}, stages: Properties = {}): Properties {
  const app = appOf(contextFor(stage, changes, stages));
  return Template.fromStack(new DataStack(app, 'data', readDeployment(app.node))).toJSON();
}

const identitiesOf = ({ Resources }: Properties): Properties[] =>
  Object.values<Properties>(Resources).filter(({ Type }) => Type === 'AWS::SES::EmailIdentity');

describe('the sender of mails belongs to the account, not to a stage [A4]', () => {
  const prod = deployed('prod');
  const dev = deployed('dev');
  const ofDomain = deployed('prod', { domain: 'shop.example' });

  test('only prod creates it, so that all stages deploy side by side', () => {
    expect(identitiesOf(prod).map(({ Properties }) => Properties.EmailIdentity)).toEqual([
      mail.from,
    ]);
    expect(identitiesOf(dev)).toEqual([]);
    expect(identitiesOf(deployed('staging'))).toEqual([]);
  });

  test('a stage may create its own, and prod may use an existing one', () => {
    expect(identitiesOf(deployed('prod', { identity: 'existing' }))).toEqual([]);
    const own = { ...mail, identity: 'create', from: 'dev@shop.example' };
    const [created] = identitiesOf(deployed('dev', {}, { dev: { mail: own } }));
    expect(created?.Properties.EmailIdentity).toBe('dev@shop.example');
  });

  test('deleting a stage, or changing the address, does not delete the identity', () => {
    const [identity] = identitiesOf(prod);
    expect(identity!.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(identity!.UpdateReplacePolicy).toBe('Retain');
  });

  test('none of it is exported: a name used by another stack could never change', () => {
    for (const { Outputs } of [prod, ofDomain]) {
      const exported = Object.values<Properties>(Outputs ?? {}).filter(({ Export }) => Export);
      expect(exported).toEqual([]);
    }
  });

  test.each([
    ['address', {}],
    ['domain', { domain: 'shop.example' }],
  ])(
    'two stages that would both create one %s are refused before anything is deployed',
    (_, changes) => {
      const context = contextFor('staging', changes, {
        dev: { mail: { ...mail, ...changes, identity: 'create' } },
      });
      expect(() => read(context)).toThrow('The stages dev and prod would both create');
    },
  );

  test('an address outside of the domain that signs for it is refused', () => {
    expect(() => read(contextFor('prod', { domain: 'other.example' }))).toThrow(
      'must end in @ and mail.domain',
    );
  });

  test('a live shop cannot send as an address of a free mail service; a test stage may', () => {
    expect(() => read(contextFor('prod', { from: 'shop@gmail.com' }))).toThrow('your own domain');
    expect(read(contextFor('dev', { from: 'shop@gmail.com' })).stage).toBe('dev');
  });

  test('a shop with a domain signs its mails with it, and gets every DNS record it needs', () => {
    const [identity] = identitiesOf(ofDomain);
    expect(identity!.Properties).toMatchObject({
      EmailIdentity: 'shop.example',
      MailFromAttributes: { MailFromDomain: 'bounce.shop.example' },
    });
    const records = Object.entries<Properties>(ofDomain.Outputs)
      .filter(([name]) => name.startsWith('MailDns'))
      .map(([, { Value }]) => JSON.stringify(Value));
    expect(records.filter((record) => record.includes(' CNAME '))).toHaveLength(3);
    expect(records.filter((record) => record.includes('bounce.shop.example MX 10 '))).toHaveLength(
      1,
    );
    expect(records.filter((record) => record.includes('v=spf1'))).toHaveLength(1);
  });
});

/** Whether a policy stands in its role or beside it. */
const policiesOf = (type: string, properties: Properties): Properties[] =>
  type === 'AWS::IAM::Policy'
    ? [properties.PolicyDocument]
    : type === 'AWS::IAM::Role'
      ? listOf<Properties>(properties.Policies).map(({ PolicyDocument }) => PolicyDocument)
      : [];

test.each(deployments())(
  'the sending function may only send as the shop, to anyone, also in SES’s sandbox [A5] (%s)',
  (_, { resourcesOf }) => {
    const statements = resourcesOf('app')
      .flatMap(({ Type, Properties }) => policiesOf(Type, Properties))
      .flatMap(({ Statement }) => Statement as Properties[])
      .filter(({ Action }) => listOf(Action).some((action: string) => action.startsWith('ses:')));
    expect(statements.length).toBeGreaterThan(0);
    for (const { Action, Resource, Condition } of statements) {
      expect(listOf(Action)).toEqual(['ses:SendRawEmail']);
      const arns = listOf<Properties>(Resource).map((arn) => arn['Fn::Join'][1].at(-1));
      expect(arns.sort()).toEqual([':configuration-set/*', ':identity/*']);
      expect(Condition).toEqual({ StringEquals: { 'ses:FromAddress': mail.from } });
    }
  },
);

test.each(deployments())(
  'SES tells what became of mails to customers, and of notes to the shop only trouble (%s)',
  (_, { resourcesOf }) => {
    const told = resourcesOf('app', 'AWS::SES::ConfigurationSetEventDestination').map(
      ({ Properties: { EventDestination } }) => EventDestination.MatchingEventTypes,
    );
    expect(told).toEqual([
      ['bounce', 'complaint', 'reject', 'delivery', 'deliveryDelay'],
      ['bounce', 'complaint', 'reject'],
    ]);
  },
);

test.each(deployments())(
  'SES itself keeps no invoice from who complained, as ours does not (%s)',
  (_, { resourcesOf }) => {
    const kept = resourcesOf('app', 'AWS::SES::ConfigurationSet').map(
      ({ Properties: { SuppressionOptions } }) => SuppressionOptions.SuppressedReasons,
    );
    expect(kept).toEqual([['BOUNCE'], ['BOUNCE']]);
  },
);

test.each([
  [undefined, 30],
  [0, 0],
])(
  'with %s notes an hour the sending function is configured with: %i',
  (adminNotesPerHour, told) => {
    const { billing } = templatesOf(contextFor('dev', { adminNotesPerHour }));
    const { Properties } = Object.values<Properties>(billing.Resources).find(
      ({ Type, Properties }) =>
        Type === 'AWS::Lambda::Function' && Properties.Description === 'messages/send-message',
    )!;
    const { MAIL_ADMIN } = Properties.Environment.Variables;
    expect(JSON.parse(MAIL_ADMIN)).toMatchObject({ address: mail.admin, notesPerHour: told });
  },
);
