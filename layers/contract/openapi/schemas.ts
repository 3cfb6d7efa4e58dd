import * as z from 'zod/mini';
import * as part from '../parts.ts';
import { components } from './components.ts';
import { texts } from './texts.ts';

export type JsonObject = { [name: string]: unknown };

type Way = 'input' | 'output';

const registry = z.registry<{ id?: string; format?: string }>();
for (const [id, schema] of Object.entries(components)) registry.add(schema, { id });
registry.add(part.email, { format: 'idn-email' });
registry.add(part.webUrl, { format: 'uri' });

/** Turns schemas into JSON Schema, and collects the named ones that they refer to. */
export class SchemaBook {
  readonly #named = new Map<string, JsonObject>();

  /** Returns a reference for a named schema, and the schema itself otherwise. */
  describe(schema: z.core.$ZodType, io: Way): JsonObject {
    const {
      $schema,
      $defs = {},
      ...own
    } = z.toJSONSchema(schema, {
      io,
      metadata: registry,
      unrepresentable: 'any',
      override: simplify,
    }) as JsonObject;
    for (const [name, definition] of Object.entries($defs as Record<string, JsonObject>))
      this.#keep(name, explained(name, withReferences(definition)));
    return withReferences(own);
  }

  /** @throws Error when a named schema differs between requests and answers. */
  #keep(name: string, schema: JsonObject): void {
    const known = this.#named.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`${name} differs between requests and answers: give each its own name`);
    this.#named.set(name, schema);
  }

  /** In the order of `components`. */
  get named(): Record<string, JsonObject> {
    const order = Object.keys(components);
    return Object.fromEntries(
      [...this.#named].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
    );
  }
}

const withReferences = (schema: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));

type Override = Parameters<NonNullable<z.core.JSONSchemaGeneratorParams['override']>>[0];

/**
 * Removes noise: the bounds of JavaScript's whole numbers, and the leap years in a time's pattern.
 * Answers may gain fields, so unlike requests they stay open.
 */
function simplify({ zodSchema, jsonSchema }: Override): void {
  const { def } = (zodSchema as z.core.$ZodTypes)._zod;
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.format === 'date-time') jsonSchema.pattern = 'Z$';
  if (jsonSchema.format === 'date') delete jsonSchema.pattern;
}

/** Adds the descriptions in `texts` to a schema and its fields. */
function explained(name: string, schema: JsonObject): JsonObject {
  const { self, ...fields } = texts[name] ?? {};
  const properties = { ...(schema.properties as Record<string, JsonObject> | undefined) };
  for (const [field, description] of Object.entries(fields)) {
    if (!properties[field]) throw new Error(`${name} has no field ${field} to explain`);
    properties[field] = { ...properties[field], description };
  }
  return {
    ...(self && { description: self }),
    ...schema,
    ...(schema.properties !== undefined && { properties }),
  };
}
