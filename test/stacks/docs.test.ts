import { readFileSync } from 'node:fs';
import { deployments } from './deployments.ts';

/** What docs/deploy.md has people look up in their account stands where it says. */
const [, { resourcesOf }] = deployments()[0]!;
const deploy = readFileSync('docs/deploy.md', 'utf8');

test('the API is looked up in the stack that has it', () => {
  const asked = [...deploy.matchAll(/\$\(resource (\w+) (AWS::[\w:]+)\)/g)];
  expect(asked.length).toBeGreaterThan(0);
  for (const [, stack, type] of asked)
    expect(resourcesOf(stack as Parameters<typeof resourcesOf>[0], type)).toHaveLength(1);
});

test('the pool of the shop’s own people is looked up in the stack that has it', () => {
  expect(deploy).toContain('--stack-name "peage-prod-$1"');
  for (const [stack, type] of [
    ['data', 'UserPool'],
    ['core', 'UserPoolClient'],
  ] as const) {
    expect(deploy).toContain(`$(staff ${stack} ${type})`);
    const staff = resourcesOf(stack, `AWS::Cognito::${type}`).filter(({ id }) =>
      id.startsWith('Staff'),
    );
    expect(staff).toHaveLength(1);
  }
});

test('the alarm that is tested exists', () => {
  const [, stack, id] = /--alarm-name-prefix peage-prod-(\w+)-(\w+)/.exec(deploy)!;
  const alarms = resourcesOf(stack as Parameters<typeof resourcesOf>[0], 'AWS::CloudWatch::Alarm');
  expect(alarms.filter((alarm) => alarm.id.startsWith(id!))).toHaveLength(1);
});

test('every stack is named', () => {
  const named = [...deploy.matchAll(/`(?:peage-prod)?-([a-z]+)`/g)].map(([, name]) => name);
  const all = new Set(resourcesOf('app').map(({ stack }) => stack));
  expect(named.sort()).toEqual([...all].sort());
});
