/** A route: `GET /v1/payments/{id}`, or `$default`. */
export type RoutePattern = { routeKey: string };

export type RouteMatch<Route extends RoutePattern> = {
  route: Route;
  pathParameters: Record<string, string> | undefined;
};

type Parsed<Route> = { route: Route; method: string; segments: string[]; rank: string };

const isGreedy = (segment: string): boolean => /^\{.+\+\}$/.test(segment);
const isVariable = (segment: string): boolean => /^\{.+\}$/.test(segment);
const rankOf = (segment: string): string =>
  isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0';
const nameOf = (segment: string): string => segment.replaceAll(/[{}+]/g, '');

/**
 * Matches routes as HTTP APIs do: literal segments before variables, variables before greedy ones,
 * a named method before `ANY`, and `$default` last.
 */
export class RouteTable<Route extends RoutePattern> {
  private readonly parsed: Parsed<Route>[];
  private readonly fallback: Route | undefined;

  constructor(routes: readonly Route[]) {
    this.fallback = routes.find(({ routeKey }) => routeKey === '$default');
    this.parsed = routes
      .filter(({ routeKey }) => routeKey !== '$default')
      .map(parse)
      .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  }

  find(method: string, path: string): RouteMatch<Route> | undefined {
    const segments = path.split('/').slice(1);
    for (const candidate of this.parsed) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const values = valuesOf(candidate.segments, segments);
      if (values)
        return {
          route: candidate.route,
          pathParameters: Object.keys(values).length > 0 ? values : undefined,
        };
    }
    return this.fallback && { route: this.fallback, pathParameters: undefined };
  }
}

function parse<Route extends RoutePattern>(route: Route): Parsed<Route> {
  const [method = 'ANY', path = '/'] = route.routeKey.split(' ');
  const segments = path.split('/').slice(1);
  const rank = `${segments.map(rankOf).join('')}${method === 'ANY' ? '1' : '0'}`;
  return { route, method, segments, rank };
}

/** The variables of the path; undefined when the path does not match. */
function valuesOf(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    if (isGreedy(expected)) {
      const rest = segments.slice(index).join('/');
      return rest === '' ? undefined : { ...values, [nameOf(expected)]: rest };
    }
    const actual = segments[index];
    if (actual === undefined) return undefined;
    if (isVariable(expected)) {
      if (actual === '') return undefined;
      values[nameOf(expected)] = actual;
    } else if (expected !== actual) return undefined;
  }
  return pattern.length === segments.length ? values : undefined;
}
