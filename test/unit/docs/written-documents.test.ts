import { globSync, readFileSync } from 'node:fs';
import { operations } from '#contract/operations';
import { apiText } from '../../../bin/docs/api-text.ts';
import { configurationEntries, configurationText } from '../../../bin/docs/configuration-text.ts';

test('docs/configuration.md is up to date with the schemas (npm run docs writes it)', () => {
  expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationText());
});

test('every entry of the configuration is explained', () => {
  const entries = configurationEntries();
  expect(entries.length).toBeGreaterThan(50);
  const silent = entries.filter(({ schema }) => !schema.description).map(({ path }) => path);
  expect(silent).toEqual([]);
});

/** The paths of everything that cdk.json sets, as the document writes them. */
const pathsOf = (value: unknown, path: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  const parts = Object.entries(value).flatMap(([name, part]) =>
    pathsOf(part, `${path}.${/^(EUR|XOF|XAF)$/.test(name) ? '<currency>' : name}`),
  );
  return parts.length > 0 ? parts : [path];
};

test('the document has an entry for every setting in cdk.json', () => {
  const { configuration, stages } = JSON.parse(readFileSync('cdk.json', 'utf8')).context;
  const known = new Set(configurationEntries().map(({ path }) => path));
  const isKnown = (path: string): boolean =>
    known.has(path.replace(/\[\]$/, '')) || known.has(path.replace(/\.<currency>$/, ''));
  const set = [configuration, ...Object.values(stages)].flatMap((part) =>
    pathsOf(part, 'configuration'),
  );
  expect(set.length).toBeGreaterThan(30);
  expect(set.filter((path) => !isKnown(path))).toEqual([]);
});

test('docs/api.md is up to date with routes and samples (npm run docs writes it)', () => {
  expect(readFileSync('docs/api.md', 'utf8')).toBe(apiText());
});

test('an operation names people if people may call it, and a scope if only keys may', () => {
  for (const { id, security, people, scope } of operations) {
    expect([id, people !== undefined]).toEqual([id, security.includes('bearer')]);
    expect([id, scope !== undefined]).toEqual([id, security.includes('apiKey')]);
  }
});

test('every scope of an operation is required by a handler', () => {
  const code = globSync('{functions,layers/{domain,runtime}}/**/*.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  for (const { scope } of operations)
    if (scope) expect([scope, code.includes(`'${scope}'`)]).toEqual([scope, true]);
});
