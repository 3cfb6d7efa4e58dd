import { readFileSync } from 'node:fs';
import type { Properties } from './app.ts';
import { deployments, targetOf } from './deployments.ts';

/** The anchors that the runbook's headings get where it is read. */
const sections = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.+)$/gm)].map(
  ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(' ', '-')
      .replaceAll(/[^\w-]/g, ''),
);

describe.each(deployments())('alarms (%s)', (name, { resourcesOf }) => {
  const all = resourcesOf('app', 'AWS::CloudWatch::Alarm');
  const texts = all.map(({ Properties }) => Properties.AlarmDescription as string);

  test('each says what its impact is, and which section of the runbook to read', () => {
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      const [, impact, section] = /^(\S.+\.) Runbook: docs\/runbook\.md#([\w-]+)$/.exec(text) ?? [];
      expect(impact).toBeDefined();
      expect(sections).toContain(section);
    }
  });

  test('every section about an alarm belongs to an alarm', () => {
    const ofAnyProfile = sections.filter((section) =>
      /^(dead-letters|server|silence)-/.test(section),
    );
    for (const section of ofAnyProfile) expect(texts.map(sectionOf)).toContain(section);
  });

  test('each is sent to people', () => {
    for (const { Properties } of all) {
      expect(Properties.AlarmActions).toHaveLength(1);
      expect(Properties.OKActions).toEqual(Properties.AlarmActions);
    }
    const people = resourcesOf('app', 'AWS::SNS::Subscription').filter(
      ({ Properties }) => Properties.Protocol === 'email',
    );
    expect(people).toHaveLength(1);
    expect(people[0]!.Properties).toMatchObject({
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: { NewStateValue: ['ALARM'] },
    });
  });

  test('missing data is not an alarm, except for what must always run [A3]', () => {
    for (const { Properties } of all)
      expect(Properties.TreatMissingData).toBe(
        /#silence-/.test(Properties.AlarmDescription) ? 'breaching' : 'notBreaching',
      );
  });

  test('its text is one that CloudWatch accepts', () => {
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(1024);
  });

  test('small has no more alarms than are free in an account', () => {
    if (name.endsWith('small')) expect(all.length).toBeLessThanOrEqual(10);
  });

  test('each topic allows the account’s alarms to publish [A2]', () => {
    const policies = resourcesOf('app', 'AWS::SNS::TopicPolicy');
    const topics = all.flatMap(({ Properties }) => Properties.AlarmActions.map(targetOf));
    expect(topics.length).toBe(all.length);
    for (const topic of new Set<string>(topics)) {
      const statements = policies
        .filter(({ Properties }) => Properties.Topics.some((ref: Properties) => ref.Ref === topic))
        .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Properties[]);
      expect(statements).toContainEqual(
        expect.objectContaining({
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: { Ref: topic },
          Condition: expect.objectContaining({
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          }),
        }),
      );
      expect(statements.filter(({ Effect }) => Effect === 'Deny')).toEqual([
        expect.objectContaining({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]);
    }
  });

  test('slowness is an alarm only in the full profile', () => {
    const slow = texts.map(sectionOf).filter((section) => /^(slow|jobs)-/.test(section));
    expect(slow.length > 0).toBe(name.endsWith('full'));
  });
});

const sectionOf = (text: string): string => /#([\w-]+)$/.exec(text)?.[1] ?? '';
