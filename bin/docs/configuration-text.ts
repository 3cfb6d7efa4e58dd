import * as z from 'zod';
import { deploymentSchema } from '../../lib/configuration.ts';

/** The part of JSON Schema that the configuration's schemas use. */
type Described = {
  type?: string;
  description?: string;
  enum?: readonly string[];
  format?: string;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  anyOf?: readonly Described[];
  items?: Described;
  properties?: Readonly<Record<string, Described>>;
  required?: readonly string[];
  propertyNames?: { enum?: readonly string[] };
  additionalProperties?: Described | boolean;
};

export type Entry = { path: string; isNeeded: boolean; schema: Described };

const isObject = (schema: Described | boolean | undefined): schema is Described =>
  typeof schema === 'object';

/** What an entry contains: the fields of an object, of an array's items or of a record's values. */
function below(path: string, schema: Described): Entry[] {
  if (schema.items) return below(`${path}[]`, schema.items);
  if (isObject(schema.additionalProperties))
    return below(
      `${path}.<${schema.propertyNames?.enum ? 'currency' : 'name'}>`,
      schema.additionalProperties,
    );
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const own = { path: `${path}.${name}`, schema: part };
    const isNeeded = schema.required?.includes(name) === true && part.default === undefined;
    return [{ ...own, isNeeded }, ...below(own.path, part)];
  });
}

/** Every entry that is read from the context, in the order of the schemas. */
export function configurationEntries(): Entry[] {
  const schema = z.toJSONSchema(deploymentSchema, { io: 'input' }) as Described;
  return below('', schema).map((entry) => ({ ...entry, path: entry.path.slice(1) }));
}

const choices = (values: readonly string[]): string =>
  values.map((value) => `\`${value}\``).join(', ');

/** Describes the allowed values in words. */
function kindOf(schema: Described): string {
  if (schema.enum) return `one of ${choices(schema.enum)}`;
  if (schema.anyOf?.some(({ type }) => type === 'null'))
    return `${kindOf(schema.anyOf.find(({ type }) => type !== 'null')!)}, or \`null\` for no limit`;
  if (schema.items) return schema.items.enum ? `list of ${choices(schema.items.enum)}` : 'list';
  if (schema.propertyNames?.enum) return `by currency: ${choices(schema.propertyNames.enum)}`;
  if (schema.type === 'integer') return `whole number${boundsOf(schema)}`;
  if (schema.type === 'boolean') return '`true` or `false`';
  if (schema.format === 'uri') return 'URL';
  return { string: 'text', number: 'number' }[schema.type ?? ''] ?? '';
}

function boundsOf({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Described): string {
  if (maximum < Number.MAX_SAFE_INTEGER) return ` from ${minimum} to ${maximum}`;
  return minimum > 0 ? `, ${minimum} or more` : '';
}

function line({ path, isNeeded, schema }: Entry): string {
  const fallback =
    schema.default === undefined
      ? 'optional'
      : `\`${JSON.stringify(schema.default)}\` when left out`;
  const terms = [kindOf(schema), isNeeded ? '' : fallback].filter((term) => term !== '');
  const nature = terms.length > 0 ? ` (${terms.join('; ')})` : '';
  const indent = '  '.repeat(Math.max(0, path.replace('.<', '<').split('.').length - 3));
  return `${indent}- \`${path.replace(/^configuration\./, '')}\`${nature}: ${schema.description}`;
}

/** The parts of the configuration with a chapter of their own, each with the entries below it. */
const chapterOf = ({ path }: Entry): string => (path.split('.')[1] ?? '').replace('[]', '');

/**
 * Builds docs/configuration.md from the schemas that read cdk.json, so text and checks cannot
 * differ.
 */
export function configurationText(): string {
  const entries = configurationEntries().filter(({ path }) => path !== 'configuration');
  const chapters = Map.groupBy(entries, chapterOf);
  const text = [...chapters].map(([name, [first, ...rest]]) =>
    name === '' ? [first!, ...rest].map(line).join('\n') : chapter(name, first!, rest),
  );
  return `${preface}\n\n${text.join('\n\n')}\n`;
}

function chapter(name: string, head: Entry, rest: Entry[]): string {
  const { description, default: fallback } = head.schema;
  const optional = head.isNeeded ? '' : ` When left out: \`${JSON.stringify(fallback)}\`.`;
  const intro = `${description!.replace(/^./, (first) => first.toUpperCase())}.${optional}`;
  return [`## ${name}`, '', intro, ...(rest.length > 0 ? ['', ...rest.map(line)] : [])].join('\n');
}

const preface = `# Configuration

<!-- Written by npm run docs from the schemas in lib/*configuration*.ts. Change it there. -->

The configuration is in \`cdk.json\`, under \`context\`: \`stage\`, \`profile\`, and the parts under \`configuration\`. A stage may replace whole parts under \`stages.<stage>\`:

\`\`\`json
{
  "context": {
    "stages": { "prod": { "mail": { "from": "shop@shop.example", "admin": "boss@shop.example" } } }
  }
}
\`\`\`

An invalid entry stops \`npm start\`, \`npm run synth\` and the deployment with a message that names it. Amounts are in minor units (\`300\` EUR is 3,00 €; XOF and XAF have no decimals).`;
