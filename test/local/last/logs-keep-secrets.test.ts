import { readdirSync, readFileSync } from 'node:fs';
import { endpoints, logLines } from '#test/cloud';
import { stripeKeys } from '../../../lib/local/functions/secrets.ts';

/** What no line of a log may ever carry, whoever reads it. */
const secrets: [string, RegExp][] = [
  ['an e-mail address', /[\w.+-]+(@|%40)[\w-]+\.\w+/],
  ['the secret of an API key', /pgk_[0-9A-Z]{26}_/],
  ['a client token', /ct_[\w-]{43}/],
  ['a client secret of Stripe', /_secret_\w+/],
  ['a signing secret', /whsec_/],
  ['a key of Stripe', /[srp]k_(test|live)_/],
  ['a token of a person', /eyJ[\w-]+\.eyJ/],
  ['a card number', /4242[ -]?4242/],
  ['a signed link', /X-Amz-Signature/i],
];

const directory = `${process.env.LOCAL_CLOUD ?? '.local/test'}/logs`;

/** All that was ever written, and what is not yet in a file. */
async function everyLine(): Promise<string[]> {
  const files = readdirSync(directory).map((file) => readFileSync(`${directory}/${file}`, 'utf8'));
  return [...files.flatMap((text) => text.split('\n')), ...(await logLines())];
}

test('after all that has happened, no log holds a person, a secret or a card', async () => {
  const lines = await everyLine();
  expect(lines.length).toBeGreaterThan(100);
  for (const [what, pattern] of secrets)
    expect([what, lines.filter((line) => pattern.test(line))]).toEqual([what, []]);
  for (const secret of [endpoints.apiKey, ...Object.values(stripeKeys)])
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
});
