import { globSync, readFileSync } from 'node:fs';
import { type Expression, type ModuleItem, parseSync } from '@swc/core';

const folder = 'layers/stores';

type Constants = ReadonlyMap<string, Expression>;

/** The constants of a module of the stores, with the expressions that make them. */
function constantsOf(file: string): Constants {
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  const { body } = parseSync(text, { syntax: 'typescript', target: 'es2022' });
  return new Map(body.flatMap(constantsIn));
}

function constantsIn(item: ModuleItem): [string, Expression][] {
  const declaration = item.type === 'ExportDeclaration' ? item.declaration : item;
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id, init }): [string, Expression][] =>
    id.type === 'Identifier' && init ? [[id.value, init]] : [],
  );
}

/** The readers of rows that the stores declare, as `people.ts personFrom`. */
export function rowReaders(): string[] {
  return storeFiles().flatMap((file) =>
    [...constantsOf(file)]
      .filter(([, { type, ...init }]) => type === 'CallExpression' && calleeOf(init) === 'stored')
      .map(([name]) => `${file} ${name}`),
  );
}

/** How often the stores make a reader, wherever in a module. */
export const readersMade = (): number =>
  storeFiles().reduce((sum, file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    return sum + [...text.matchAll(/^(?! \*).*(?<!function )\bstored[<(]/gm)].length;
  }, 0);

const storeFiles = (): string[] => globSync('**/*.ts', { cwd: folder }).sort();

/**
 * The paths that a check looks at: `amount`, `lines.*.month`. Reads the source, since a check is a
 * function that does not tell.
 *
 * @param check by file and name: `people.ts personFrom`.
 */
export function fieldsOf(check: string): string[] {
  const [file = '', name = ''] = check.split(' ');
  const constants = constantsOf(file);
  const made = constants.get(name);
  if (!made) throw new Error(`nothing is called ${check}`);
  return pathsIn(made, '', constants);
}

function pathsIn(check: Expression, path: string, constants: Constants): string[] {
  switch (check.type) {
    case 'Identifier': {
      const made = constants.get(check.value);
      return made ? pathsIn(made, path, constants) : [path];
    }
    case 'ObjectExpression':
      return check.properties.flatMap((property) => {
        switch (property.type) {
          case 'Identifier':
            return pathsIn(property, below(path, property.value), constants);
          case 'SpreadElement':
            return pathsIn(property.arguments, path, constants);
          case 'KeyValueProperty':
            return pathsIn(property.value, below(path, nameOf(property.key)), constants);
          default:
            throw new Error(`cannot read a ${property.type}`);
        }
      });
    case 'CallExpression': {
      const [first] = check.arguments;
      const of = (at: string) => (first ? pathsIn(first.expression, at, constants) : []);
      switch (calleeOf(check)) {
        case 'stored':
        case 'optional':
        case 'nullOr':
          return of(path);
        case 'listOf':
        case 'mapOf':
          return of(below(path, '*'));
        case 'mapWith': {
          const fields = of(path);
          return fields.length > 0 ? fields : [path];
        }
        default:
          return [path];
      }
    }
    default:
      throw new Error(`cannot read a ${check.type}`);
  }
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const nameOf = (key: { type: string; value?: unknown }): string => String(key.value);

function calleeOf(call: object): string | undefined {
  const { callee } = call as { callee: { type: string; value?: string } };
  return callee.type === 'Identifier' ? callee.value : undefined;
}
