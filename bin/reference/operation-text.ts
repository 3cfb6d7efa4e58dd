import type { Schema } from '../openapi/schema-fit.ts';
import { html, json, line, type Markup, paragraphs } from './html.ts';
import { linkTo, typeOf } from './schema-text.ts';

type Reference = { $ref: string };

export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description: string;
  schema: Schema;
};

type Content = Record<string, { schema: Schema; example?: unknown }>;

export type Answer = { description: string; content?: Content };

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters: (Parameter | Reference)[];
  requestBody?: { content: Content };
  responses: Record<string, Answer | Reference>;
};

export type Call = { method: string; path: string; operation: Operation };

/** One operation: its callers, its input, its answers. */
export const operationText = (
  { method, path, operation }: Call,
  shared: Record<string, Parameter>,
): Markup => html`
<section id="${operation.operationId}">
<h3>${method.toUpperCase()} ${path}</h3>
<p>${line(operation.summary)}</p>
${paragraphs(operation.description)}
<p>Who calls: ${callersOf(operation)}</p>
${parametersOf(operation, shared)}
${operation.requestBody && html`<h4>Request</h4>${contentText(operation.requestBody.content)}`}
${answersOf(operation)}
</section>
`;

const waysIn: Record<string, string> = {
  apiKey: 'an API key',
  bearer: 'a signed-in person',
  clientToken: 'the holder of a client token',
};

function callersOf({ security }: Operation): Markup {
  if (security.length === 0) return html`anybody`;
  const ways = security.flatMap((requirement) =>
    Object.entries(requirement).map(([scheme, scopes]) => {
      const allowed = scopes.map((scope) => ` with \`${scope}\``).join('');
      return `${waysIn[scheme] ?? scheme}${allowed}`;
    }),
  );
  return line(ways.join('; '));
}

function parametersOf({ parameters }: Operation, shared: Record<string, Parameter>): Markup {
  if (parameters.length === 0) return html``;
  const all = parameters.map((parameter) =>
    '$ref' in parameter ? shared[parameter.$ref.split('/').at(-1)!]! : parameter,
  );
  return html`<h4>Parameters</h4>
<dl>${all.map(
    ({ name, in: place, required, schema, description }) =>
      html`<dt><code>${name}</code> in the ${place}, ${typeOf(schema)}${required ? '' : ' (optional)'}</dt>
<dd>${paragraphs(description)}</dd>
`,
  )}</dl>`;
}

export const contentText = (content: Content): Markup =>
  html`${Object.entries(content).map(
    ([type, { schema, example }]) => html`<p>${typeOf(schema)} as <code>${type}</code></p>
${example === undefined ? '' : html`<details><summary>Example</summary>${json(example)}</details>`}`,
  )}`;

function answersOf({ responses }: Operation): Markup {
  const answers = Object.entries(responses);
  const good = answers.map(([status, answer]) =>
    '$ref' in answer
      ? html``
      : html`<h4>Answer ${status}</h4><p>${line(answer.description)}</p>${answer.content && contentText(answer.content)}`,
  );
  const bad = answers.flatMap(([status, answer]) =>
    '$ref' in answer ? [html`<li>${status} ${linkTo(answer.$ref)}</li>`] : [],
  );
  return html`${good}
<details><summary>Problems</summary><ul>${bad}</ul></details>`;
}
