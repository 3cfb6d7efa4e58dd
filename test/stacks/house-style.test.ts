import { globSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, resolve } from 'node:path';

const ownCode = globSync('{bin,lib,local,ops,functions,layers,test,web}/**/*.{ts,js,html}', {
  exclude: (name) => name === 'node_modules' || name.includes('/node_modules'),
});
const shipped = globSync('{functions,layers}/**/*.ts');

/** Files in which a line speaks of something, as `path:line`. */
const linesWith = (files: string[], pattern: RegExp): string[] =>
  files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );

test('there are files to check', () => {
  expect(ownCode.length).toBeGreaterThan(100);
  expect(shipped.length).toBeGreaterThan(50);
});

test('every TODO has the number of an issue', () => {
  expect(linesWith(ownCode, /\b(TODO|FIXME)\b(?!.*#\d)/).filter(isNotThisFile)).toEqual([]);
});

test('no file or folder has a meaningless name', () => {
  const nothing = /^(helpers?|utils?|common|misc|shared)$/i;
  const named = ownCode.filter((file) =>
    file.split('/').some((part) => nothing.test(basename(part).replace(/\..*$/, ''))),
  );
  expect(named).toEqual([]);
});

test('functions and layers write only through the logger', () => {
  expect(linesWith(shipped, /\bconsole\.\w/)).toEqual([]);
});

test('only one file reads the environment', () => {
  const readers = linesWith(shipped, /\bprocess\.env\b/).map((place) => place.split(':')[0]);
  expect([...new Set(readers)]).toEqual(['layers/runtime/environment.ts']);
});

test('deployed code never asks whether it runs locally', () => {
  expect(linesWith(shipped, /\b(isLocal|IS_LOCAL|LOCAL_CLOUD|127\.0\.0\.1)\b/)).toEqual([]);
});

test.each([
  ['lib', 52],
  ['layers/wiring', 9],
  ['layers/vocabulary', 9],
])('%s has at most %i lines for each function', (room, most) => {
  const lines = linesWith(globSync(`${room}/**/*.ts`), /./).length;
  const functions = globSync('functions/*/*/index.ts').length;
  expect(lines).toBeGreaterThan(functions);
  expect(lines / functions).toBeLessThanOrEqual(most);
});

test('what tests leave in the temporary folder goes with their run', async () => {
  const { projects } = (await import(resolve('jest.config.js'))).default as {
    projects: { globalSetup: string }[];
  };
  const setups = projects.map(({ globalSetup }) => globalSetup.replace('<rootDir>/', ''));
  expect(setups.length).toBeGreaterThan(3);
  for (const setup of setups) expect(readFileSync(setup, 'utf8')).toContain('ownTemporaryFolder()');
  expect(tmpdir()).toContain('peage-tests-');
});

const isNotThisFile = (place: string): boolean => !place.includes('house-style.test.ts');
