import Sequencer from '@jest/test-sequencer';

/** What judges the whole suite runs after all the others. */
export default class LastThingsLast extends Sequencer {
  sort(tests) {
    const isLast = ({ path }) => /\/test\/(local|cases)\/last\//.test(path);
    const sorted = super.sort(tests);
    return [...sorted.filter((test) => !isLast(test)), ...sorted.filter(isLast)];
  }
}
