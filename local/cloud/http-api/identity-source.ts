import type { ApiRequest } from './request.ts';

/** Reads `$request.header.X`, `$request.querystring.x` or `$context.…` of a request. */
export function identityValue(
  source: string,
  request: ApiRequest,
  context: Record<string, unknown>,
): string | undefined {
  const [, kind, name] =
    /^\$(request\.header|request\.querystring|context)\.(.+)$/.exec(source) ?? [];
  switch (kind) {
    case 'request.header':
      return request.headers[name!.toLowerCase()];
    case 'request.querystring':
      return request.query?.[name!];
    case 'context': {
      const value = name!
        .split('.')
        .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], context);
      return value === undefined ? undefined : String(value);
    }
    default:
      return undefined;
  }
}
