import { apiKeyOf, cloudDirectories, linesOf, othersAreDone } from '#test/all-clouds';
import { saidTo } from '#test/said';
import { stripeKeys } from '../../../local/providers/keys.ts';

/** What no line of a log may ever carry, whoever reads it. */
const secrets: [string, RegExp][] = [
  ['an e-mail address', /[\w.+-]+(@|%40)[\w-]+\.\w+/],
  ['the secret of an API key', /pgk_[0-9A-Z]{26}_/],
  ['a mailed token', /at_[\w-]{43}/],
  ['a cookie of ours', /__(Host|Secure)-peage-/],
  ['a client token', /ct_[\w-]{43}/],
  ['a returning browser’s token', /rt_\w+_[\w-]{43}/],
  ['a client secret of Stripe', /_secret_\w+/],
  ['a signing secret', /whsec_/],
  ['a key of Stripe', /[srp]k_(test|live)_/],
  ['a token of a person', /eyJ[\w-]+\.eyJ/],
  ['a card number', /4242[ -]?4242/],
  ['a signed link', /X-Amz-Signature/i],
];

beforeAll(othersAreDone, 300_000);

test.each(cloudDirectories)(
  'at the end of all tests, no log contains a person, a secret or a card: %s',
  async (cloud) => {
    const lines = await linesOf(cloud);
    expect(lines.length).toBeGreaterThan(100);
    for (const [what, pattern] of secrets)
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
