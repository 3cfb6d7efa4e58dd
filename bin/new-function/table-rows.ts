import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order, Trigger } from './order.ts';

/** An infrastructure file with its new text. */
export type Edit = { path: string; text: string };

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** @throws Error when the file does not contain the mark: then a person has to add the row. */
function before(text: string, mark: string, row: string, path: string): string {
  const at = text.lastIndexOf(mark);
  if (at === -1) throw new Error(`${path} has no ${JSON.stringify(mark)}: add the row by hand`);
  return `${text.slice(0, at)}${row}${text.slice(at)}`;
}

/** Adds the least that a function needs to its area's table. */
function rightsRow({ name, area }: Order, root: string): Edit {
  const path = globSync('lib/functions/*-functions.ts', { cwd: root }).find((file) =>
    read(root, file).includes(`'${area}/`),
  );
  if (!path)
    throw new Error(
      `The area ${area} has no function yet: add its row in lib/areas.ts and its first function in lib/functions by hand`,
    );
  const row = `  '${name}': { timeoutSeconds: 10, memoryMb: 512 },\n`;
  return { path, text: before(read(root, path), '} as const satisfies', row, path) };
}

const route = ({ method, path, access }: Trigger & { kind: 'route' }, name: string): string =>
  `  { method: '${method}', path: '${path}', function: '${name}', access: '${access}' },\n`;

/** Before the end of the list that begins with `start`. */
function intoList(text: string, start: string, row: string, path: string): string {
  const [head, tail] = [text.indexOf(start), text.indexOf('\n];', text.indexOf(start))];
  if (head === -1 || tail === -1) throw new Error(`${path} has no ${start}: add the row by hand`);
  return `${text.slice(0, tail + 1)}${row}${text.slice(tail + 1)}`;
}

/** Adds the route, and its path to the vocabulary unless another method has it already. */
function routeRows(trigger: Trigger & { kind: 'route' }, name: string, root: string): Edit[] {
  const [path, paths] = ['lib/routes.ts', 'layers/vocabulary/paths.ts'];
  const known = read(root, paths);
  const row = route(trigger, name);
  return [
    { path, text: intoList(read(root, path), 'export const routes', row, path) },
    ...(known.includes(`'${trigger.path}'`)
      ? []
      : [{ path: paths, text: intoUnion(known, 'ApiPath', trigger.path, paths) }]),
  ];
}

/** Adds a member to a union that has one member per line. */
function intoUnion(text: string, type: string, member: string, path: string): string {
  const start = text.indexOf(`export type ${type} =`);
  const end = text.indexOf(';', start);
  if (start === -1) throw new Error(`${path} has no type ${type}: add ${member} by hand`);
  return `${text.slice(0, end)}\n  | '${member}'${text.slice(end)}`;
}

function jobRow({ name, verbNoun }: Order, eventType: string, root: string): Edit {
  const path = 'lib/jobs.ts';
  const text = intoUnion(read(root, path), 'JobName', verbNoun, path);
  const row = `  '${verbNoun}': {
    carrier: 'invocation',
    function: '${name}',
    subscribesTo: ['${eventType}'],
  },
`;
  return { path, text: intoRecord(text, 'export const jobs', row, path) };
}

function scheduleRow({ name, verbNoun }: Order, expression: string, root: string): Edit {
  const path = 'lib/schedules.ts';
  const text = intoUnion(read(root, path), 'ScheduleName', verbNoun, path);
  const row = `  '${verbNoun}': {
    function: '${name}',
    expression: '${expression}',
    description: 'Say here what it does.',
    errorImpact: 'Say here what a user loses while it fails.',
    worthTryingForMinutes: 60,
  },
`;
  return { path, text: intoRecord(text, 'export const schedules', row, path) };
}

const intoRecord = (text: string, start: string, row: string, path: string): string => {
  const end = text.indexOf('\n};', text.indexOf(start));
  if (!text.includes(start) || end === -1)
    throw new Error(`${path} has no ${start}: add the row by hand`);
  return `${text.slice(0, end + 1)}${row}${text.slice(end + 1)}`;
};

/** The table rows that deploy the function, give it its rights and start it. */
export function tableRows(order: Order, root: string): Edit[] {
  const { trigger, name } = order;
  const rights = rightsRow(order, root);
  if (trigger.kind === 'route') return [rights, ...routeRows(trigger, name, root)];
  if (trigger.kind === 'job') return [rights, jobRow(order, trigger.eventType, root)];
  if (trigger.kind === 'schedule') return [rights, scheduleRow(order, trigger.expression, root)];
  return [rights];
}
