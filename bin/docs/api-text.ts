import type { Operation } from '../../layers/contract/operations/operation.ts';
import { operations } from '../../layers/contract/operations.ts';
import { type Route, routes } from '../../lib/routes.ts';
import { sampleOf } from '../openapi/api-description.ts';

/** The guides that explain more. */
const guides: Readonly<Record<string, string>> = {
  ingestUsage: '[How to report](metering.md).',
  getUsagePeriod: '[How to read it](metering.md#why-this-amount).',
};

const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());

/** One sentence that lists the keys, people and links that may call the operation. */
function callersOf({ security, scope, people }: Operation): string {
  const ways: Record<Operation['security'][number], string> = {
    apiKey: scope ? `an API key with \`${scope}\`` : 'an API key',
    bearer: `signed in (${people})`,
    clientToken: 'a client token',
  };
  return security.length === 0 ? 'Anybody' : capital(security.map((way) => ways[way]).join('; '));
}

/** The request as a reader would type it, without the caller's credentials. */
function exampleOf({ method, function: name }: Route): string {
  const { rawPath, rawQueryString, body } = sampleOf(name);
  const query = rawQueryString ? `?${decodeURIComponent(rawQueryString)}` : '';
  const request = `${method} ${rawPath}${query}`;
  const sent = body ? `\n\n${JSON.stringify(JSON.parse(body), null, 2)}` : '';
  return `\`\`\`http\n${request}${sent}\n\`\`\``;
}

function operationText({ route, operation }: Described): string {
  const { id, summary, description, answers, problems } = operation;
  const sentences = [`${summary}.`, description, guides[id]];
  const bad = problems.length > 0 ? `; problems: ${problems.join(', ')}` : '';
  return [
    `### ${route.method} ${route.path}`,
    '',
    sentences.filter(Boolean).join(' '),
    '',
    `- Who: ${callersOf(operation)}`,
    `- Answers: ${Object.keys(answers).join(', ')}${bad}`,
    '',
    exampleOf(route),
  ].join('\n');
}

type Described = { route: Route; operation: Operation };

const operationOf = ({ method, path }: Route): Operation | undefined =>
  operations.find(
    (operation) => operation.path === path && operation.method === method.toLowerCase(),
  );

/** Routes that no client calls: they are for browsers, providers and monitors. */
const otherRoutes = (): string =>
  routes
    .filter((route) => operationOf(route) === undefined)
    .map(
      (route) =>
        `- \`${route.method} ${route.path}\`: ${'openBecause' in route ? route.openBecause : ''}`,
    )
    .join('\n');

/** Builds docs/api.md from the contract's operations, the routes and the sample events. */
export function apiText(): string {
  const described = routes.flatMap((route) => {
    const operation = operationOf(route);
    return operation ? [{ route, operation }] : [];
  });
  const chapters = [...Map.groupBy(described, ({ operation }) => operation.tag)].map(([tag, all]) =>
    [`## ${tag}`, ...all.map(operationText)].join('\n\n'),
  );
  return `${[preface, ...chapters, '## Other ways in', otherRoutes()].join('\n\n')}\n`;
}

const preface = `# API

<!-- Written by npm run docs from layers/contract/operations/, lib/routes.ts and events/. -->

The full description, with the schema of every request and answer, is \`GET /v1/openapi.json\`, and for people [reference.html](reference.html): one file without a script, to open or to put on a server. This page lists who may call what, with one example for each route. Try it: [a first payment](../README.md#a-first-payment).

**All routes.** Amounts are whole numbers of minor units (\`46800\` EUR is 468,00 €; XOF and XAF have no decimals). Times are ISO 8601 UTC. Errors are \`application/problem+json\` with a stable \`code\`. Every POST accepts an \`Idempotency-Key\`: the same key with the same JSON value gets the same answer. A body may have up to 256 kB (usage events 1 MB; with a client token alone 32 kB).

**Who calls.** An API key is sent in the header \`x-api-key\`, a person's token in \`authorization: Bearer …\` (a browser's in a cookie, [with \`x-peage-page: 1\`](decisions/0039-sign-in.md)), a client token in the header \`x-client-token\` or as \`clientToken\` in the query. Finance and admins see everything, other people only what belongs to their own customer. Members are looked up at every request and cached for ten seconds, so a person who is removed or demoted loses access within that time. A person who belongs to several customers names one in \`x-customer\`. People and keys of an archived customer can read but not write.

**Payments** are \`pending\`, perhaps \`processing\`, then \`completed\`, \`failed\`, \`cancelled\` or \`expired\` (after an hour), or \`review\` when another amount or currency was paid. \`completed\` overrides every earlier status.`;
