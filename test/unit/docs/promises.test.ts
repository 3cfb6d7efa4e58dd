import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { commands as localCommands } from '../../../local/cloud/cli/commands.ts';
import { commands as opsCommands } from '../../../ops/commands.ts';

const documents = globSync('{*.md,docs/**/*.md}');
const read = (file: string): string => readFileSync(file, 'utf8');

/** What is read first, and kept in plain English; decisions and the changelog are of their day. */
const guides = documents.filter((file) => !/decisions\/|CHANGELOG/.test(file));

const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '');

/** The anchors that headings get where they are read on GitHub. */
const anchorsOf = (file: string): string[] =>
  [...withoutCode(read(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

const linksOf = (file: string): string[] =>
  [...withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target));

/** Where a link of a document leads, and what it wants to find there. */
function leadsNowhere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? from : normalize(join(dirname(from), path));
  if (!existsSync(file)) return true;
  return anchor !== undefined && !anchorsOf(file).includes(anchor);
}

test('README can be read in a few minutes', () => {
  expect(statSync('README.md').size).toBeLessThanOrEqual(10_000);
});

test('every link and anchor in README and docs has a target', () => {
  const links = documents.flatMap((file) => linksOf(file).map((link) => [file, link] as const));
  expect(links.length).toBeGreaterThan(80);
  expect(links.filter(([file, link]) => leadsNowhere(file, link))).toEqual([]);
});

test('a broken link is found', () => {
  expect(leadsNowhere('README.md', 'docs/nothing.md')).toBe(true);
  expect(leadsNowhere('README.md', 'docs/deploy.md#nothing')).toBe(true);
  expect(leadsNowhere('README.md', 'docs/deploy.md#what-it-costs')).toBe(false);
});

test('README links to every guide', () => {
  const fromReadme = linksOf('README.md').map((link) => link.split('#')[0]);
  const hidden = guides.filter((file) => file !== 'README.md' && !fromReadme.includes(file));
  expect(hidden).toEqual([]);
});

test('every npm script that README and docs name exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = documents.flatMap((file) =>
    [...read(file).matchAll(/\bnpm run ([a-z:-]*[a-z])/g)].map(([, script]) => script!),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

test.each([
  ['ops', opsCommands],
  ['local', localCommands],
])('every command of npm run %s that is named exists', (script, commands) => {
  const pattern = new RegExp(`\\bnpm run ${script} -- ([a-z-]+)`, 'g');
  const named = guides.flatMap((file) =>
    [...read(file).matchAll(pattern)].map(([, name]) => name!),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !(name in commands))).toEqual([]);
});

test('the runbook explains every command of the operator', () => {
  const [, section = ''] = read('docs/runbook.md').split("## The operator's commands\n");
  const [lines = ''] = section.split('\n## ');
  const missing = Object.keys(opsCommands).filter((name) => !lines.includes(`\`${name}`));
  expect(missing).toEqual([]);
});

test('docs/architecture.md lists every event that is published, and no other', () => {
  const [, declaration = ''] = read('layers/vocabulary/events.ts').split('export type EventData =');
  const types = [...declaration.matchAll(/^ {2}'([a-z_.]+)':/gm)].map(([, type]) => type!);
  const [, section = ''] = read('docs/architecture.md').split('\n## Events\n');
  const [list = ''] = section.split('\n## ');
  const said = [...list.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map(([, type]) => type!);
  expect(types.length).toBeGreaterThan(10);
  expect(said.sort()).toEqual(types.sort());
});

test('guides are written in plain English', () => {
  const odd = guides.filter((file) =>
    /\bwhoever\b|\btells of\b|(?<!there )\bis no\b/i.test(withoutCode(read(file))),
  );
  expect(odd).toEqual([]);
});

test('guides use lists: in a padded table every change is a conflict', () => {
  const withTables = guides.filter((file) => /^\|.*\|$/m.test(withoutCode(read(file))));
  expect(withTables).toEqual([]);
});

test('docs/architecture.md names every folder', () => {
  const rooms = globSync('{layers,local}/*/').map((path) => path.split('/').at(-1)!);
  const roots = ['bin', 'lib', 'functions', 'layers', 'events', 'local', 'ops', 'web', 'test'];
  const text = read('docs/architecture.md');
  expect(rooms.length).toBeGreaterThan(8);
  expect([...roots, ...rooms].filter((room) => !text.includes(`\`${room}/`))).toEqual([]);
});
