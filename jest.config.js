const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
  ],
};

const project = (name, more = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  ...more,
});

export default {
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/support/last-things-last.js',
  projects: [
    project('unit'),
    project('stacks', { globalSetup: '<rootDir>/test/stacks/synthesise-once.ts' }),
    project('web', { globalSetup: '<rootDir>/test/support/find-chromium.js' }),
    project('local', {
      globalSetup: '<rootDir>/test/support/global-setup.js',
      globalTeardown: '<rootDir>/test/support/global-teardown.js',
      setupFilesAfterEnv: ['<rootDir>/test/support/note-running.js'],
    }),
  ],
};
