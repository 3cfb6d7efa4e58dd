import { readFileSync } from 'node:fs';
import { deployments } from './deployments.ts';

/** The anchors that the runbook's headings get where it is read. */
const sections = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.+)$/gm)].map(
  ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(' ', '-')
      .replaceAll(/[^\w-]/g, ''),
);

describe.each(deployments())('alarms (%s)', (name, { resourcesOf }) => {
  const own = resourcesOf('watch', 'AWS::CloudWatch::Alarm');
  const all = [...own, ...resourcesOf('service', 'AWS::CloudWatch::Alarm')];
  const texts = all.map(({ Properties }) => Properties.AlarmDescription as string);

  test('each says what somebody loses, and which section of the runbook to read', () => {
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      const [, impact, section] = /^(\S.+\.) Runbook: docs\/runbook\.md#([\w-]+)$/.exec(text) ?? [];
      expect(impact).toBeDefined();
      expect(sections).toContain(section);
    }
  });

  test('every section about an alarm belongs to one', () => {
    const ofAnyProfile = sections.filter((section) => /^(dead-letters|server)-/.test(section));
    for (const section of ofAnyProfile) expect(texts.map(sectionOf)).toContain(section);
  });

  test('each rings where people hear it', () => {
    for (const { Properties } of all) expect(Properties.AlarmActions).toHaveLength(1);
    expect(resourcesOf('service', 'AWS::SNS::Subscription')).toHaveLength(1);
  });

  test('silence is no alarm', () => {
    for (const { Properties } of all) expect(Properties.TreatMissingData).toBe('notBreaching');
  });

  test('what is slow rings in the full profile only', () => {
    const slow = texts.map(sectionOf).filter((section) => /^(slow|jobs)-/.test(section));
    expect(slow.length > 0).toBe(name.endsWith('full'));
  });
});

const sectionOf = (text: string): string => /#([\w-]+)$/.exec(text)?.[1] ?? '';
