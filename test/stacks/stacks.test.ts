import { areas } from '../../lib/areas.ts';
import { deployments } from './deployments.ts';

/** CloudFormation takes 500; the rest is room for the next feature, which must not need a new stack. */
const resourcesMax = 350;

describe.each(deployments())('the stacks (%s)', (_, { templates }) => {
  const all = Object.entries(templates);

  test.each(all)('%s has room to grow', (_name, { Resources }) => {
    expect(Object.keys(Resources).length).toBeLessThanOrEqual(resourcesMax);
  });

  test('no role has a separate policy, which would be another resource', () => {
    for (const [, { Resources }] of all)
      expect(Object.values(Resources).map(typeOf)).not.toContain('AWS::IAM::Policy');
  });

  test('no stack locks another one: each can be changed separately [A6]', () => {
    for (const [, { Resources, Outputs = {} }] of all) {
      expect(JSON.stringify(Resources)).not.toContain('Fn::ImportValue');
      expect(JSON.stringify(Outputs)).not.toContain('"Export"');
    }
  });

  test.each(areas)('%s depends only on data and core, not on another area', (area) => {
    const asked = outputsAskedIn(templates[area].Resources).map(({ StackName }) => StackName);
    expect(asked.length).toBeGreaterThan(0);
    const [stage] = asked[0]!.split('-').slice(1);
    expect([`peage-${stage}-core`, `peage-${stage}-data`]).toEqual(
      expect.arrayContaining([...new Set(asked)]),
    );
  });

  test('every output that a stack reads from another exists [A6]', () => {
    const asked = all.flatMap(([, { Resources }]) => outputsAskedIn(Resources));
    expect(asked.length).toBeGreaterThan(0);
    for (const { StackName, OutputName } of asked) {
      const stack = StackName.split('-').at(-1) as keyof typeof templates;
      expect(Object.keys(templates[stack].Outputs)).toContain(OutputName);
    }
  });
});

type Asked = { StackName: string; OutputName: string };

function outputsAskedIn(value: unknown): Asked[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'Fn::GetStackOutput' ? [inner as Asked] : outputsAskedIn(inner),
  );
}

const typeOf = (resource: unknown): string => (resource as { Type: string }).Type;
