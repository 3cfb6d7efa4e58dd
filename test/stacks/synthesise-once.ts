import { contextWith, templatesOf, withEveryProvider } from './app.ts';
import { keepForTests } from './deployments.ts';

/** Runs once, before the tests that ask these templates. */
export default function synthesiseOnce(): void {
  keepForTests([
    ['dev, small', templatesOf(contextWith({ stage: 'dev', profile: 'small' }))],
    [
      'prod, full',
      templatesOf(contextWith({ stage: 'prod', profile: 'full', ...withEveryProvider })),
    ],
  ]);
}
