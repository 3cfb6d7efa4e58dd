import { cloudDirectories, linesOf, othersAreDone } from '#test/all-clouds';
import { logSecrets } from '#test/log-secrets';

beforeAll(othersAreDone, 300_000);

test.each(cloudDirectories)(
  'whatever goes wrong, no log contains a person, a secret or a card, nor tries to: %s',
  async (cloud) => {
    const lines = await linesOf(cloud);
    for (const [what, pattern] of logSecrets)
      expect([what, lines.filter((line) => pattern.test(line))]).toEqual([what, []]);
  },
);
