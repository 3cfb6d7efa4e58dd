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
  globalSetup: '<rootDir>/test/support/own-temporary-folder.js',
  transform,
  ...more,
});

/** Flows through the local cloud: each of jest's workers has one. */
const inLocalCloud = {
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  setupFilesAfterEnv: ['<rootDir>/test/support/note-running.js'],
};

/** Stores that units try: without a table (the user pool, signatures, the scanner), or over one in memory. */
const triedByUnits = [
  'accounting-export-store',
  'attachment',
  'changes',
  'cognito-user-directory',
  'file-scans',
  'packing/packed-text',
  'stream-facts',
  'upload-policies',
  'young-payments',
];

/**
 * How much of these rooms whole runs must pass through, in per cent: domain, providers and some
 * stores by units, all other stores by their contracts, which have a real table. Runs of single
 * files ask for nothing.
 */
const floors = {
  parts: {
    rooms: ['domain', 'providers', 'stores'],
    files: ['layers/{domain,providers}/**/*.ts', `layers/stores/{${triedByUnits.join(',')}}.ts`],
  },
  cases: {
    rooms: ['stores'],
    files: ['layers/stores/**/*.ts', `!layers/stores/{${triedByUnits.join(',')}}.ts`],
  },
};
const floor = { statements: 85, branches: 85, functions: 85, lines: 85 };
const { rooms, files } = floors[process.env.COVERAGE] ?? { rooms: [], files: [] };

export default {
  collectCoverage: rooms.length > 0,
  collectCoverageFrom: files,
  coverageThreshold: Object.fromEntries(rooms.map((room) => [`./layers/${room}/`, floor])),
  coverageReporters: ['text-summary'],
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/support/last-things-last.js',
  projects: [
    project('unit'),
    project('stacks', { globalSetup: '<rootDir>/test/stacks/synthesise-once.ts' }),
    project('web', { globalSetup: '<rootDir>/test/support/find-chromium.js' }),
    project('local', inLocalCloud),
    project('cases', {
      ...inLocalCloud,
      testMatch: ['<rootDir>/test/{cases,local/last}/**/*.test.ts'],
    }),
  ],
};
