import { createHash } from 'node:crypto';
import { html, line, type Markup, paragraphs } from './html.ts';
import {
  type Answer,
  type Call,
  contentText,
  type Operation,
  operationText,
  type Parameter,
} from './operation-text.ts';
import { type Explained, fieldsOf, typeOf } from './schema-text.ts';
import { style } from './style.ts';

type Description = {
  info: { title: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  components: {
    schemas: Record<string, Explained>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Answer>;
    securitySchemes: Record<string, { name?: string; description: string }>;
  };
};

/**
 * The API's description for people: one HTML file without a script, for any server or disk. Its
 * policy allows only its own style.
 */
export function referencePage(description: object): string {
  const { info, tags, paths, webhooks, components } = description as Description;
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const chapters = tags.map((tag) => ({
    ...tag,
    calls: calls.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  const body = html`<h1>${info.title} API</h1>
${paragraphs(info.description)}
<h2>Who calls</h2>
<dl>${Object.entries(components.securitySchemes).map(callerText)}</dl>
<nav aria-label="Operations">${chapters.map(contentsOf)}
<h2>More</h2><ul><li><a href="#events">Events</a></li><li><a href="#problems">Problems</a></li><li><a href="#schemas">Schemas</a></li></ul></nav>
<main>${chapters.map(
    ({ name, description: text, calls: own }) => html`
<h2>${name}</h2>
<p>${line(text)}</p>${own.map((call) => operationText(call, components.parameters))}`,
  )}
<h2 id="events">Events</h2>
<p>What endpoints of yours are told, each in a POST.</p>${Object.entries(webhooks).map(eventText)}
<h2 id="problems">Problems</h2>${Object.entries(components.responses).map(problemText)}
<h2 id="schemas">Schemas</h2>${Object.entries(components.schemas).map(schemaText)}
</main>`;
  return document(info.title, body);
}

const callerText = ([id, { name = 'authorization', description }]: [
  string,
  { name?: string; description: string },
]): Markup => html`<dt>${id}: <code>${name}</code></dt>
<dd>${paragraphs(description)}</dd>
`;

const contentsOf = ({ name, calls }: { name: string; calls: Call[] }): Markup => html`
<h2>${name}</h2>
<ul>${calls.map(
  ({ method, path, operation }) =>
    html`<li><a href="#${operation.operationId}">${method.toUpperCase()} ${path}</a></li>`,
)}</ul>`;

const eventText = ([type, { post }]: [string, { post: Operation }]): Markup => html`
<section id="${post.operationId}"><h3>${type}</h3><p>${line(post.summary)}</p>${post.requestBody && contentText(post.requestBody.content)}</section>`;

const problemText = ([name, { description, content }]: [string, Answer]): Markup => html`
<section id="${name}"><h3>${name}</h3><p>${line(description)}</p>${content && contentText(content)}</section>`;

const schemaText = ([name, schema]: [string, Explained]): Markup => html`
<section id="${name}"><h3>${name}</h3>
${paragraphs(schema.description)}${isFlat(schema) ? html`<p>${typeOf(schema)}</p>` : fieldsOf(schema)}</section>`;

/** A plain value, not an object and not one of several schemas. */
const isFlat = ({ properties, anyOf, oneOf }: Explained): boolean =>
  properties === undefined && anyOf === undefined && oneOf === undefined;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const document = (title: string, body: Markup): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} API</title>
<style>${style}</style>
</head>
<body>
${body.text}
</body>
</html>
`;
