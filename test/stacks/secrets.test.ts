import { type FunctionNeeds, functions } from '../../lib/functions.ts';
import type { Properties } from './app.ts';
import { deployments } from './deployments.ts';

/** Shapes of the secrets that this product knows, and of those that AWS hands out. */
const shapes = [
  /\b(sk|rk)_(test|live)_\w+/,
  /\bwhsec_\w+/,
  /\bpgk_[0-9A-Z]{26}_/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bey[\w-]{10,}\.ey[\w-]{10,}\./,
];

describe.each(deployments())('secrets (%s)', (name, { templates, resourcesOf }) => {
  const stage = name.split(',')[0];

  test.each(Object.entries(templates))(
    'the template of %s contains no secret',
    (_stack, template) => {
      const text = JSON.stringify(template);
      for (const shape of shapes) expect(text).not.toMatch(shape);
    },
  );

  test('no template creates a secret, or asks for one at deployment', () => {
    for (const template of Object.values(templates)) {
      const types = Object.values<Properties>(template.Resources).map(({ Type }) => Type);
      expect(types).not.toContain('AWS::SSM::Parameter');
      expect(types).not.toContain('AWS::SecretsManager::Secret');
      expect(Object.keys(template.Parameters ?? {})).toEqual(['BootstrapVersion']);
    }
  });

  test('a function gets the path of its own stage’s secrets', () => {
    const lambdas = resourcesOf('app', 'AWS::Lambda::Function').filter(
      ({ stack }) => stack !== 'data',
    );
    for (const { Properties } of lambdas) {
      const { secrets = [] } = functions[
        Properties.Description as keyof typeof functions
      ] as FunctionNeeds;
      const named = Object.entries(Properties.Environment.Variables)
        .filter(([variable]) => variable.endsWith('_PARAMETER'))
        .map(([, value]) => value);
      expect(named.sort()).toEqual(secrets.map((secret) => `/peage/${stage}/${secret}`).sort());
    }
  });
});
