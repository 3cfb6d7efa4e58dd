import { apiKeyOf, cloudDirectories, linesOf, othersAreDone } from '#test/all-clouds';
import { logSecrets } from '#test/log-secrets';
import { saidTo } from '#test/said';
import { stripeKeys } from '../../../local/providers/keys.ts';

beforeAll(othersAreDone, 300_000);

test.each(cloudDirectories)(
  'at the end of all tests, no log contains a person, a secret or a card: %s',
  async (cloud) => {
    const lines = await linesOf(cloud);
    expect(lines.length).toBeGreaterThan(100);
    for (const [what, pattern] of logSecrets)
      expect([what, lines.filter((line) => pattern.test(line))]).toEqual([what, []]);
    for (const secret of [apiKeyOf(cloud), ...Object.values(stripeKeys)])
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    // Names, telephones, streets, passwords, codes and cookies of everybody in the whole run.
    const said = saidTo(cloud);
    expect(said.length).toBeGreaterThan(10);
    const all = lines.join('\n');
    const found = said.filter((text) => all.includes(text));
    expect(lines.filter((line) => found.some((text) => line.includes(text)))).toEqual([]);
  },
);
