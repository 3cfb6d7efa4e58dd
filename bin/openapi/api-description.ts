import { readFileSync } from 'node:fs';
import type { RequestExample } from '../../layers/contract/openapi/describe-operation.ts';
import { describeApi } from '../../layers/contract/openapi.ts';
import { operations } from '../../layers/contract/operations.ts';
import { statusOf, titles } from '../../layers/runtime/problem.ts';
import type { FunctionName } from '../../lib/functions.ts';
import { routes } from '../../lib/routes.ts';

/** A request as the gateway passes it on. */
type Sample = {
  rawPath: string;
  rawQueryString: string;
  pathParameters?: Record<string, string>;
  body?: string;
};

/** A sample request for each function, the one that its tests and `npm run invoke` use. */
export const sampleOf = (name: FunctionName): Sample =>
  JSON.parse(readFileSync(`events/${name.replace('/', '.')}.json`, 'utf8'));

/** The API's current description, with the sample events as its examples. */
export const apiDescription = () =>
  describeApi({
    requests: Object.fromEntries(operations.map((operation) => [operation.id, example(operation)])),
    problemCodes: Object.entries({ ...statusOf, internal: 500 as const }).map(([code, status]) => ({
      code,
      status,
      title: titles[status],
    })),
  });

function example({ method, path, id }: (typeof operations)[number]): RequestExample {
  const route = routes.find(
    (candidate) => candidate.path === path && candidate.method === method.toUpperCase(),
  );
  if (!route) throw new Error(`${id} has no route`);
  const { rawQueryString, pathParameters, body } = sampleOf(route.function);
  const query = Object.fromEntries(new URLSearchParams(rawQueryString));
  return {
    parameters: { ...query, ...pathParameters },
    ...(body && { body: JSON.parse(body) }),
  };
}
