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

/**
 * How much of these rooms whole runs must pass through, in per cent: domain and providers by units,
 * stores by flows, which have a real table. Runs of single files ask for nothing.
 */
const floors = { parts: ['domain', 'providers'], local: ['stores'] };
const floor = { statements: 85, branches: 85, functions: 85, lines: 85 };
const rooms = floors[process.env.COVERAGE] ?? [];

export default {
  collectCoverage: rooms.length > 0,
  collectCoverageFrom: rooms.map((room) => `layers/${room}/**/*.ts`),
  coverageThreshold: Object.fromEntries(rooms.map((room) => [`./layers/${room}/`, floor])),
  coverageReporters: ['text-summary'],
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
