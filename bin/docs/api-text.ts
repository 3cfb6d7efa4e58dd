import { readFileSync } from 'node:fs';
import type { FunctionName } from '../../lib/functions.ts';
import { type Route, routes } from '../../lib/routes.ts';
import { type Note, notes } from './api-notes.ts';

type Security = 'apiKey' | 'bearer' | 'clientToken';

type Operation = {
  operationId: string;
  summary: string;
  security: Partial<Record<Security, unknown>>[];
  responses: Record<string, unknown>;
};

type Description = { paths: Record<string, Record<string, Operation>> };

type Sample = { rawPath: string; rawQueryString: string; body?: string };

/** The description that the API serves of itself. */
export const servedDescription = (): Description =>
  JSON.parse(readFileSync('functions/documentation/get-openapi/openapi.json', 'utf8'));

/** A request of each function, as its tests and `npm run invoke` use it. */
const sampleOf = (name: FunctionName): Sample =>
  JSON.parse(readFileSync(`events/${name.replace('/', '.')}.json`, 'utf8'));

const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());

const folderOf = ({ function: name }: Route): string => name.split('/')[0]!;

/** In one sentence: which keys, people and links. */
function callersOf({ security }: Operation, { scope, people }: Note): string {
  const ways: Record<Security, string> = {
    apiKey: scope ? `an API key with \`${scope}\`` : 'an API key',
    bearer: `signed in (${people})`,
    clientToken: 'a client token',
  };
  const names = security.flatMap((one) => Object.keys(one) as Security[]);
  return names.length === 0 ? 'Anybody' : capital(names.map((name) => ways[name]).join('; '));
}

/** As it would be typed: the way in, what proves the caller left out. */
function exampleOf({ method, function: name }: Route): string {
  const { rawPath, rawQueryString, body } = sampleOf(name);
  const query = rawQueryString ? `?${decodeURIComponent(rawQueryString)}` : '';
  const request = `${method} ${rawPath}${query}`;
  const sent = body ? `\n\n${JSON.stringify(JSON.parse(body), null, 2)}` : '';
  return `\`\`\`http\n${request}${sent}\n\`\`\``;
}

function operationText(route: Route, operation: Operation): string {
  const note = notes[operation.operationId] ?? {};
  const statuses = Object.keys(operation.responses);
  const good = statuses.filter((status) => Number(status) < 400).join(', ');
  const bad = statuses.filter((status) => Number(status) >= 400).join(', ');
  const remark = note.remark ? ` ${note.remark}.` : '';
  return [
    `### ${route.method} ${route.path}`,
    '',
    `${operation.summary}${operation.summary.endsWith('?') ? '' : '.'}${remark}`,
    '',
    `- Who: ${callersOf(operation, note)}`,
    `- Answers: ${good}${bad ? `; problems: ${bad}` : ''}`,
    '',
    exampleOf(route),
  ].join('\n');
}

/** Routes that are not called by clients: browsers, providers and monitors come here. */
const otherRoutes = (described: ReadonlySet<Route>): string =>
  routes
    .filter((route) => !described.has(route))
    .map(
      (route) =>
        `- \`${route.method} ${route.path}\`: ${'openBecause' in route ? route.openBecause : ''}`,
    )
    .join('\n');

/** docs/api.md, made of the description that the API serves, the routes, and the sample events. */
export function apiText(): string {
  const { paths } = servedDescription();
  const operationOf = ({ method, path }: Route) => paths[path]?.[method.toLowerCase()];
  const described = routes.filter((route) => operationOf(route) !== undefined);
  const chapters = [...Map.groupBy(described, folderOf)].map(([folder, all]) =>
    [
      `## ${capital(folder)}`,
      ...all.map((route) => operationText(route, operationOf(route)!)),
    ].join('\n\n'),
  );
  return `${[preface, ...chapters, '## Other ways in', otherRoutes(new Set(described))].join('\n\n')}\n`;
}

const preface = `# API

<!-- Written by npm run docs from openapi.json, lib/routes.ts and events/. Remarks: bin/docs/api-notes.ts. -->

The full description, with the schema of every request and answer, is \`GET /v1/openapi.json\`. Here stands who may call what, with one example for each route. Try it: [a first payment](../README.md#a-first-payment).

**All routes.** Amounts are whole numbers of minor units (\`46800\` EUR is 468,00 €; XOF and XAF have no decimals). Times are ISO 8601 UTC. Errors are \`application/problem+json\` with a stable \`code\`. Every POST takes an \`Idempotency-Key\`: the same key and the same JSON value get the same answer. A body has up to 256 kB (usage events 1 MB; with a client token alone 32 kB).

**Who calls.** An API key comes in the header \`x-api-key\`, a person's token in \`authorization: Bearer …\`, a client token in the header \`x-client-token\` or as \`clientToken\` in the query. Finance and admins see everything, other people what belongs to their own customer. Members are looked up at every request and remembered for ten seconds: a person who is removed or demoted is out. A person who belongs to several customers names one in \`x-customer\`. People and keys of an archived customer read, and write nothing.

**Payments** are \`pending\`, perhaps \`processing\`, then \`completed\`, \`failed\`, \`cancelled\` or \`expired\` (after an hour), or \`review\` when money came in another amount or currency. \`completed\` wins over all that was said before it.`;
