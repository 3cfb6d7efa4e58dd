import type { JsonObject } from '../assembly/json.ts';
import { listOf } from '../assembly/json.ts';
import type { Answer } from './answer.ts';
import type { ApiRequest } from './request.ts';

/** The `CorsConfiguration` of an HTTP API. */
export type Cors = {
  allowOrigins: string[];
  allowMethods: string[];
  allowHeaders: string[];
  exposeHeaders: string[];
  allowCredentials: boolean;
  maxAgeSeconds: number | undefined;
};

export const corsOf = (configuration: JsonObject): Cors => ({
  allowOrigins: listOf(configuration.AllowOrigins).map(String),
  allowMethods: listOf(configuration.AllowMethods).map(String),
  allowHeaders: listOf(configuration.AllowHeaders).map(String),
  exposeHeaders: listOf(configuration.ExposeHeaders).map(String),
  allowCredentials: configuration.AllowCredentials === true,
  maxAgeSeconds: typeof configuration.MaxAge === 'number' ? configuration.MaxAge : undefined,
});

export const isPreflight = ({ method, headers }: ApiRequest): boolean =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined;

/** The gateway answers a preflight itself, whether or not a route accepts OPTIONS. */
export function preflightAnswer(cors: Cors, request: ApiRequest): Answer {
  const headers = originHeaders(cors, request);
  if (Object.keys(headers).length > 0) {
    if (cors.allowMethods.length > 0)
      headers['access-control-allow-methods'] = cors.allowMethods.join(',');
    if (cors.allowHeaders.length > 0)
      headers['access-control-allow-headers'] = cors.allowHeaders.join(',');
    if (cors.maxAgeSeconds !== undefined)
      headers['access-control-max-age'] = String(cors.maxAgeSeconds);
  }
  return { statusCode: 204, headers, cookies: [], body: Buffer.alloc(0) };
}

/** With CORS configured, the gateway's CORS headers replace the function's. */
export function withCors(cors: Cors, request: ApiRequest, answer: Answer): Answer {
  const own = Object.entries(answer.headers).filter(
    ([name]) => !name.startsWith('access-control-'),
  );
  const headers = { ...Object.fromEntries(own), ...originHeaders(cors, request) };
  if (headers['access-control-allow-origin'] && cors.exposeHeaders.length > 0)
    headers['access-control-expose-headers'] = cors.exposeHeaders.join(',');
  return { ...answer, headers };
}

function originHeaders(cors: Cors, { headers }: ApiRequest): Record<string, string> {
  const { origin } = headers;
  const allowed = origin !== undefined && allowedOrigin(cors.allowOrigins, origin);
  if (!allowed) return {};
  return {
    'access-control-allow-origin': allowed,
    ...(cors.allowCredentials && { 'access-control-allow-credentials': 'true' }),
  };
}

function allowedOrigin(allowOrigins: string[], origin: string): string | undefined {
  if (allowOrigins.includes('*')) return '*';
  const matches = (allowed: string) =>
    allowed === origin || (allowed.endsWith('://*') && origin.startsWith(allowed.slice(0, -1)));
  return allowOrigins.some(matches) ? origin : undefined;
}
