import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Enough of the project for a new function to be typed, looked at and tested in it. */
function aCopy(): string {
  const root = mkdtempSync(join(tmpdir(), 'new-function-'));
  for (const part of ['bin', 'lib', 'layers', 'functions', 'events', 'test'])
    cpSync(part, join(root, part), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json', 'biome.json', 'jest.config.js'])
    cpSync(file, join(root, file));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  // Biome asks git which files to leave alone.
  execFileSync('git', ['init', '-q'], { cwd: root });
  return root;
}

const root = aCopy();

const run = (command: string, args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
};

const newFunction = (...args: string[]) => run(process.execPath, ['bin/new-function.ts', ...args]);

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const made = [
  ['switches/explain-switch', '--route', 'GET /v1/admin/switches/{id}'],
  ['messages/file-mail', '--job', 'invoice.issued'],
  ['usage/tidy-counters', '--schedule', 'rate(1 day)'],
  ['plans/compare-plans'],
];

beforeAll(() => {
  for (const words of made) expect(newFunction(...words)).toMatchObject({ status: 0 });
});

test('the new rows give it rights, and what starts it', () => {
  for (const [name] of made)
    expect(readTables()).toContain(`'${name}': { timeoutSeconds: 10, memoryMb: 512 },`);
  expect(read('lib/routes.ts')).toContain("path: '/v1/admin/switches/{id}'");
  expect(read('layers/vocabulary/paths.ts')).toContain("  | '/v1/admin/switches/{id}'");
  expect(read('lib/jobs.ts')).toContain("subscribesTo: ['invoice.issued']");
  expect(read('lib/schedules.ts')).toContain("function: 'usage/tidy-counters'");
});

test('the new files are typed, formatted and sampled like all others', () => {
  const files = made.flatMap(([name]) => [
    `functions/${name}/handler.ts`,
    `functions/${name}/index.ts`,
    `test/unit/functions/${name}.test.ts`,
  ]);
  const tables = ['lib/areas.ts', 'lib/routes.ts', 'lib/jobs.ts', 'lib/schedules.ts'];
  writeFileSync(
    join(root, 'tsconfig.new.json'),
    JSON.stringify({ extends: './tsconfig.json', include: [], files: [...files, ...tables] }),
  );
  expect(run('node_modules/.bin/tsc', ['-p', 'tsconfig.new.json']).text).toBe('');
  expect(run('node_modules/.bin/biome', ['check', 'lib', ...files])).toMatchObject({ status: 0 });
});

test('its test fails until somebody writes it, and its sample is valid', () => {
  const jest = [
    'node_modules/.bin/jest',
    'unit/(functions|events)/',
    '--selectProjects',
    'unit',
    '-w',
    '1',
  ];
  const { status, text } = run(process.execPath, jest);
  expect(status).toBe(1);
  expect(text).toContain(`Tests:       ${made.length} failed,`);
  expect(text).toContain('usage/tidy-counters is not written yet');
  expect(text).toMatch(/PASS .*sample-events/);
});

test.each([
  ['a name without a verb', ['switches/switch'], '<area>/<verb-noun>'],
  ['an area that no stack has', ['coins/count-coins'], 'lib/areas.ts'],
  ['an existing function', ['switches/list-switches'], 'exists already'],
  [
    'a route without a method',
    ['plans/weigh-plans', '--route', '/v1/plans'],
    'a method and a path',
  ],
  [
    'two things that start it',
    ['plans/weigh-plans', '--job', 'a.b', '--schedule', 'rate(1 day)'],
    'Give one of',
  ],
])('%s is refused, and nothing is written', (_, words, said) => {
  const before = readTables();
  const { status, text } = newFunction(...words);
  expect(status).toBe(1);
  expect(text).toContain(said);
  expect(readTables()).toBe(before);
});

function readTables(): string {
  const ofAreas = ['access', 'customer', 'invoice', 'operation', 'payment', 'usage'];
  const rights = ofAreas.map((area) => `lib/functions/${area}-functions.ts`);
  return [...rights, 'lib/routes.ts', 'lib/jobs.ts', 'lib/schedules.ts'].map(read).join('\n');
}
