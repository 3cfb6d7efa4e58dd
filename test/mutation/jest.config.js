import config from '../../jest.config.js';
import { rules } from './rules.ts';

/** Stryker takes one project; here it is the tests of the rule that is changed. */
const unit = config.projects.find(({ displayName }) => displayName === 'unit');

export default {
  ...unit,
  rootDir: '../..',
  testMatch: rules[process.env.MUTATED_RULE ?? 'money'].tests.map(
    (tests) => `<rootDir>/test/unit/domain/${tests}`,
  ),
  testTimeout: config.testTimeout,
};
