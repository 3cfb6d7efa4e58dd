/** The part of JSON Schema that the description uses. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  format?: string;
  pattern?: string;
} & Partial<Record<UpperBound | LowerBound, number>>;

const upperBounds = ['maximum', 'maxLength', 'maxItems'] as const;
const lowerBounds = ['minimum', 'minLength', 'minItems'] as const;
type UpperBound = (typeof upperBounds)[number];
type LowerBound = (typeof lowerBounds)[number];

/** A schema, with the named schemas that it refers to. */
export type Placed = { schema: Schema; named: Record<string, Schema> };

/**
 * The direction of values. What a caller sent must still be accepted: the old schema fits the new
 * one. An answer must still be understood: the new one fits the old one.
 */
export type Way = 'request' | 'answer';

/** Fields that may get new values, as the description says. */
const growing = /^Problem\.code$/;

/**
 * Why a value of `narrow` may not be valid for `wide`, each reason with its place; empty when every
 * value is.
 */
export function misfits(narrow: Placed, wide: Placed, way: Way, place: string): string[] {
  const inside = { ...narrow, schema: resolved(narrow) };
  const outside = { ...wide, schema: resolved(wide) };
  const options = optionsOf(inside.schema);
  if (options)
    return options.flatMap((schema) => misfits({ ...inside, schema }, outside, way, place));
  const choices = optionsOf(outside.schema);
  if (choices)
    return fewest(choices.map((schema) => misfits(inside, { ...outside, schema }, way, place)));
  return [
    ...misfitsOfValue(inside.schema, outside.schema, place),
    ...(way === 'request' ? misfitsOfSize(inside.schema, outside.schema, place) : []),
    ...misfitsOfFields(inside, outside, way, place),
    ...misfitsOfEntries(inside, outside, way, place),
  ];
}

/** `string` or `null` are two schemas in one. */
const optionsOf = (schema: Schema): Schema[] | undefined =>
  Array.isArray(schema.type)
    ? schema.type.map((type) => ({ ...schema, type }))
    : (schema.anyOf ?? schema.oneOf);

const fewest = (all: string[][]): string[] =>
  all.reduce((best, list) => (list.length < best.length ? list : best));

function resolved({ schema, named }: Placed): Schema {
  if (schema.$ref === undefined) return schema;
  const target = named[schema.$ref.replace('#/components/schemas/', '')];
  if (!target) throw new Error(`${schema.$ref} does not exist`);
  return resolved({ schema: target, named });
}

function misfitsOfValue(narrow: Schema, wide: Schema, place: string): string[] {
  const isWhole = narrow.type === 'integer' && wide.type === 'number';
  if (wide.type !== undefined && narrow.type !== wide.type && !isWhole)
    return [`${place} is ${narrow.type ?? 'anything'} on one side, ${wide.type} on the other`];
  const known = valuesOf(wide);
  if (!known || growing.test(place.replace(/^.* /, ''))) return [];
  const values = valuesOf(narrow);
  if (!values) return [`${place} may be anything on one side, ${known.join(' or ')} on the other`];
  return values
    .filter((value) => !known.includes(value))
    .map((value) => `${place} is ${value} on one side only`);
}

const valuesOf = (schema: Schema): unknown[] | undefined =>
  schema.const === undefined ? schema.enum : [schema.const];

function misfitsOfSize(narrow: Schema, wide: Schema, place: string): string[] {
  const tooLarge = upperBounds.filter(
    (bound) => wide[bound] !== undefined && !((narrow[bound] ?? Infinity) <= wide[bound]),
  );
  const tooSmall = lowerBounds.filter(
    (bound) => wide[bound] !== undefined && !((narrow[bound] ?? -Infinity) >= wide[bound]),
  );
  const otherForm = (['format', 'pattern'] as const).filter(
    (form) => wide[form] !== undefined && narrow[form] !== wide[form],
  );
  return [...tooLarge, ...tooSmall, ...otherForm].map(
    (name) => `${place} has a stricter ${name}: ${wide[name]}`,
  );
}

function misfitsOfFields(narrow: Placed, wide: Placed, way: Way, place: string): string[] {
  const [own, other] = [fieldsOf(narrow.schema), fieldsOf(wide.schema)];
  if (!other.isObject) return [];
  const missing = other.required
    .filter((name) => !own.required.includes(name))
    .map((name) => `${place}.${name} is required on one side only`);
  const gone = Object.keys(other.properties)
    .filter((name) => way === 'answer' && !(name in own.properties))
    .map((name) => `${place}.${name} is gone`);
  const changed = Object.entries(own.properties).flatMap(([name, schema]) => {
    const counterpart = other.properties[name] ?? other.rest;
    if (counterpart === false) return [`${place}.${name} is gone`];
    if (counterpart === true) return [];
    return misfits(
      { ...narrow, schema },
      { ...wide, schema: counterpart },
      way,
      `${place}.${name}`,
    );
  });
  return [...missing, ...gone, ...changed, ...misfitsOfRest(narrow, wide, way, place)];
}

/** Compares what is allowed besides the named fields. */
function misfitsOfRest(narrow: Placed, wide: Placed, way: Way, place: string): string[] {
  const [{ rest: own }, { rest: other }] = [fieldsOf(narrow.schema), fieldsOf(wide.schema)];
  if (other === true || own === false) return [];
  if (other === false || own === true)
    return way === 'request' ? [`${place} accepts no other fields any more`] : [];
  const names = misfits(
    { ...narrow, schema: narrow.schema.propertyNames ?? { type: 'string' } },
    { ...wide, schema: wide.schema.propertyNames ?? {} },
    way,
    `${place}'s names`,
  );
  const values = misfits({ ...narrow, schema: own }, { ...wide, schema: other }, way, `${place}.*`);
  return [...names, ...values];
}

const fieldsOf = ({ type, properties = {}, required = [], additionalProperties }: Schema) => ({
  isObject: type === 'object',
  properties,
  required,
  rest: additionalProperties ?? true,
});

const misfitsOfEntries = (narrow: Placed, wide: Placed, way: Way, place: string): string[] =>
  wide.schema.items
    ? misfits(
        { ...narrow, schema: narrow.schema.items ?? {} },
        { ...wide, schema: wide.schema.items },
        way,
        `${place}[]`,
      )
    : [];
