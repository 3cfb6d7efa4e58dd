import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Order } from './order.ts';
import { sampleEvent } from './sample-event.ts';
import { handlerSource, indexSource, testSource } from './sources.ts';
import { type Edit, tableRows } from './table-rows.ts';

export type Written = { written: string[]; next: string[] };

/**
 * Writes a function's folder, its sample event, its table rows and a failing test.
 *
 * @throws Error when the function exists already or a table has an unexpected form; then nothing is
 * written.
 */
export function writeFunction(order: Order, root = '.'): Written {
  const folder = `functions/${order.name}`;
  if (existsSync(join(root, folder))) throw new Error(`${folder} exists already`);
  const edits: Edit[] = [
    { path: `${folder}/handler.ts`, text: handlerSource(order) },
    { path: `${folder}/index.ts`, text: indexSource() },
    {
      path: `events/${order.area}.${order.verbNoun}.json`,
      text: `${JSON.stringify(sampleEvent(order, root), null, 2)}\n`,
    },
    { path: testPathOf(order), text: testSource(order) },
    ...tableRows(order, root),
  ];
  for (const { path, text } of edits) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const written = edits.map(({ path }) => path);
  const sources = written.filter((path) => path.endsWith('.ts'));
  execFileSync('node_modules/.bin/biome', ['format', '--write', ...sources], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { written, next: nextSteps(order) };
}

const testPathOf = ({ name }: Order): string => `test/unit/functions/${name}.test.ts`;

/** The steps that a script cannot do. */
function nextSteps(order: Order): string[] {
  const { kind } = order.trigger;
  return [
    `the rule in layers/domain, and what it promises in ${testPathOf(order)}`,
    'its rights, in the row of lib/functions',
    ...(kind === 'route'
      ? [
          'the operation in layers/contract, its name and texts in layers/contract/openapi; npm run openapi; npm run docs',
        ]
      : []),
    ...(kind === 'job' || kind === 'schedule'
      ? ['what a user loses while it fails, in its row; and its section in docs/runbook.md']
      : []),
    ...(kind === 'none' ? ['what starts it: lib/routes.ts, lib/jobs.ts or lib/schedules.ts'] : []),
    'a line in CHANGELOG.md',
  ];
}
