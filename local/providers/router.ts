/** A row of a route table: `:name` in the pattern matches one path segment. */
export type Route<Handler> = {
  method: string;
  pattern: string;
  handler: Handler;
};

/** Finds the first route for this method and path, with the values of its `:names`. */
export function findRoute<Handler>(
  routes: readonly Route<Handler>[],
  method: string,
  path: string,
): { handler: Handler; ids: Record<string, string> } | undefined {
  for (const route of routes) {
    const ids = route.method === method ? matchPath(route.pattern, path) : undefined;
    if (ids) return { handler: route.handler, ids };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith(':')) ids[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return ids;
}
