import { passwordLength } from '#domain/activations/password';
import { contextWith, templatesOf } from './app.ts';
import { asking } from './deployments.ts';

test('every pool has the rules that a link is checked by, so that no password costs anybody a link', () => {
  const { resourcesOf } = asking(templatesOf(contextWith({ stage: 'dev' })));
  const pools = resourcesOf('data').filter(({ Type }) => Type === 'AWS::Cognito::UserPool');
  expect(pools).toHaveLength(2);
  for (const { Properties } of pools)
    expect(Properties.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: passwordLength.min,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
    });
});
