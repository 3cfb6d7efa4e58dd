import type { HttpEvent } from '#runtime/http';

type Changes = {
  method?: string;
  path?: string;
  body?: unknown;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  requestId?: string;
  authorizer?: HttpEvent['requestContext']['authorizer'];
};

/** A JSON request as the gateway hands it on; name what the test cares about. */
export function anHttpEvent(changes: Changes = {}): HttpEvent {
  const { method = 'POST', path = '/v1/payments', body, headers = {} } = changes;
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    queryStringParameters: changes.query,
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      requestId: changes.requestId ?? 'request-1',
      timeEpoch: Date.parse('2026-11-21T10:04:59.900Z'),
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      authorizer: changes.authorizer,
    },
  } as unknown as HttpEvent;
}
