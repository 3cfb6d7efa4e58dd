import type { Schema } from '../openapi/schema-fit.ts';
import { html, line, type Markup, paragraphs } from './html.ts';

export type Explained = Schema & { description?: string; default?: unknown };

export const linkTo = (reference: string): Markup => {
  const name = reference.split('/').at(-1)!;
  return html`<a href="#${name}">${name}</a>`;
};

/** Describes a value's type in a few words. */
export function typeOf(schema: Schema): Markup {
  if (schema.$ref !== undefined) return linkTo(schema.$ref);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return joined(options.map(typeOf), ' or ');
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values)
    return joined(
      values.map((value) => html`<code>${String(value)}</code>`),
      ' or ',
    );
  if (schema.items) return html`list of ${typeOf(schema.items)}`;
  if (typeof schema.additionalProperties === 'object')
    return html`object of ${typeOf(schema.additionalProperties)} by name`;
  if (schema.properties) return html`object`;
  return html`${[schema.type ?? 'anything'].flat().join(' or ')}${boundsOf(schema)}`;
}

const joined = (all: Markup[], between: string): Markup =>
  html`${all.map((text, i) => (i === 0 ? text : html`${between}${text}`))}`;

function boundsOf(schema: Schema): Markup {
  const { minimum, maximum, minLength, maxLength, format, pattern } = schema;
  const bounds = [
    format,
    minimum !== undefined && `from ${minimum}`,
    maximum !== undefined && `to ${maximum}`,
    minLength !== undefined && minLength > 1 && `at least ${minLength} characters`,
    maxLength !== undefined && `up to ${maxLength} characters`,
    pattern !== undefined && `like \`${pattern}\``,
  ].filter((bound): bound is string => typeof bound === 'string');
  return bounds.length === 0 ? html`` : html`, ${line(bounds.join(', '))}`;
}

/** The fields of a schema, and of unnamed objects and lists inside it. */
export function fieldsOf(schema: Explained): Markup {
  const options = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== 'null');
  if (options?.length === 1) return fieldsOf(options[0]!);
  if (options) return html`${options.map(alternative)}`;
  const { properties, required = [] } = innermost(schema);
  if (!properties) return html``;
  return html`<dl>${Object.entries(properties).map(([name, field]) =>
    fieldOf(name, field, required.includes(name)),
  )}</dl>`;
}

const alternative = (option: Explained): Markup =>
  html`<p>${typeOf(option)}</p>${fieldsOf(option)}`;

const innermost = (schema: Schema): Schema => (schema.items ? innermost(schema.items) : schema);

function fieldOf(name: string, field: Explained, isRequired: boolean): Markup {
  const standard =
    field.default === undefined ? '' : `; \`${JSON.stringify(field.default)}\` when left out`;
  const nested = field.$ref === undefined && hasFields(field) ? fieldsOf(field) : html``;
  return html`<dt><code>${name}</code> ${typeOf(field)}${isRequired ? html`` : html` (optional${line(standard)})`}</dt>
<dd>${paragraphs(field.description)}${nested}</dd>
`;
}

const hasFields = (schema: Schema): boolean =>
  innermost(schema).properties !== undefined ||
  (schema.anyOf ?? schema.oneOf ?? []).some((option) => hasFields(option));
