import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

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

test('there is code to look at', () => {
  expect(ownCode.length).toBeGreaterThan(100);
  expect(shipped.length).toBeGreaterThan(50);
});

test('every TODO carries the number of its issue', () => {
  expect(linesWith(ownCode, /\b(TODO|FIXME)\b(?!.*#\d)/).filter(isNotThisFile)).toEqual([]);
});

test('no file or folder is called after nothing in particular', () => {
  const nothing = /^(helpers?|utils?|common|misc|shared)$/i;
  const named = ownCode.filter((file) =>
    file.split('/').some((part) => nothing.test(basename(part).replace(/\..*$/, ''))),
  );
  expect(named).toEqual([]);
});

test('functions and layers write through the logger alone', () => {
  expect(linesWith(shipped, /\bconsole\.\w/)).toEqual([]);
});

test('one file reads the environment', () => {
  const readers = linesWith(shipped, /\bprocess\.env\b/).map((place) => place.split(':')[0]);
  expect([...new Set(readers)]).toEqual(['layers/runtime/environment.ts']);
});

test('nothing that is deployed asks whether it runs on this machine', () => {
  expect(linesWith(shipped, /\b(isLocal|IS_LOCAL|LOCAL_CLOUD|127\.0\.0\.1)\b/)).toEqual([]);
});

const isNotThisFile = (place: string): boolean => !place.includes('house-style.test.ts');
