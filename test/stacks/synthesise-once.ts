import ownTemporaryFolder from '../support/own-temporary-folder.js';
import { contextWith, templatesOf, withEveryProvider } from './app.ts';
import { keepForTests } from './deployments.ts';

/** Runs once, before the tests that ask these templates. */
export default function synthesiseOnce(): void {
  ownTemporaryFolder();
  keepForTests([
    ['dev, small', templatesOf(contextWith({ stage: 'dev', profile: 'small' }))],
    [
      'prod, full',
      templatesOf(contextWith({ stage: 'prod', profile: 'full', ...withEveryProvider })),
    ],
  ]);
  // Zod keeps its settings there, and jest hands on what its own process has: a file's texts would
  // be those of another file that runs in the same process.
  Reflect.deleteProperty(globalThis, '__zod_globalConfig');
}
