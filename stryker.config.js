import { rules } from './test/mutation/rules.ts';

const rule = process.env.MUTATED_RULE ?? 'money';
const folder = `.local/mutation/${rule}`;

/** Started by `npm run mutate`, for one rule after the other. */
export default {
  mutate: rules[rule].files,
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: 'test/mutation/jest.config.js' },
  coverageAnalysis: 'perTest',
  // Tables that are made while a module loads take most of the time, and compare with themselves.
  ignoreStatic: true,
  // Stryker reads it with an API that TypeScript 7 has no more; nothing in it matters to swc.
  tsconfigFile: 'none',
  concurrency: 1,
  incremental: true,
  incrementalFile: `${folder}/incremental.json`,
  tempDirName: `${folder}/sandbox`,
  ignorePatterns: ['cdk.out', 'coverage'],
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false },
  jsonReporter: { fileName: `${folder}/report.json` },
  thresholds: { high: 95, low: 85, break: 85 },
};
