import { functions } from '../../lib/functions.ts';
import { deployments, type Resource, targetOf } from './deployments.ts';

describe.each(deployments())('functions (%s)', (_, { resourcesOf }) => {
  /** CDK's own function that empties a bucket is no function of ours. */
  const lambdas = resourcesOf('app', 'AWS::Lambda::Function').filter(
    ({ stack }) => stack !== 'data',
  );
  const nameOf = ({ Properties }: Resource): string => Properties.Description;

  test('there is one for each entry of the table, and no other', () => {
    expect(lambdas.map(nameOf).sort()).toEqual(Object.keys(functions).sort());
  });

  test('each runs Node 24 on arm64, with the time and memory of the table', () => {
    for (const lambda of lambdas) {
      const { timeoutSeconds, memoryMb } = functions[nameOf(lambda) as keyof typeof functions];
      expect(lambda.Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Timeout: timeoutSeconds,
        MemorySize: memoryMb,
      });
    }
  });

  test('no two share a role', () => {
    const roles = lambdas.map(({ Properties }) => targetOf(Properties.Role));
    expect(new Set(roles).size).toBe(lambdas.length);
    expect(roles).not.toContain('');
  });

  test('no two share a log group, and every log group has a retention', () => {
    const groups = lambdas.map(({ Properties }) => targetOf(Properties.LoggingConfig.LogGroup));
    expect(new Set(groups).size).toBe(lambdas.length);
    for (const group of resourcesOf('app', 'AWS::Logs::LogGroup'))
      expect(group.Properties.RetentionInDays).toBeGreaterThan(0);
  });

  test('Lambda’s own lines are logged when something is wrong, not at every start and end', () => {
    for (const { Properties } of lambdas)
      expect(Properties.LoggingConfig).toMatchObject({ LogFormat: 'JSON', SystemLogLevel: 'WARN' });
  });

  test('none may send webhooks to the machine that it runs on', () => {
    for (const { Properties } of lambdas)
      expect(Properties.Environment.Variables).not.toHaveProperty('RECEIVERS_ON_THIS_MACHINE');
  });

  test('its variables contain names and addresses of what it may use, and nothing else', () => {
    for (const lambda of lambdas) {
      const needs = functions[nameOf(lambda) as keyof typeof functions] as {
        secrets?: readonly string[];
        table?: object;
        indexes?: object;
      };
      const variables = Object.keys(lambda.Properties.Environment.Variables);
      const parameters = variables.filter((name) => name.endsWith('_PARAMETER'));
      expect(parameters).toHaveLength(needs.secrets?.length ?? 0);
      expect(variables.includes('TABLE_NAME')).toBe(Boolean(needs.table ?? needs.indexes));
    }
  });
});
