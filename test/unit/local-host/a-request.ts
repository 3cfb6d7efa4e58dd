import type { EventContext } from '../../../local/cloud/http-api/event.ts';
import type { ApiRequest } from '../../../local/cloud/http-api/request.ts';

export const aRequest = (changes: Partial<ApiRequest> = {}): ApiRequest => ({
  id: 'request-1',
  at: new Date('2026-11-21T03:16:07.123Z'),
  method: 'GET',
  rawPath: '/v1/payments/pay_1',
  rawQueryString: '',
  headers: { host: 'api.example', 'user-agent': 'test' },
  cookies: undefined,
  query: undefined,
  body: Buffer.alloc(0),
  protocol: 'HTTP/1.1',
  sourceIp: '127.0.0.1',
  ...changes,
});

export const aContext = (changes: Partial<EventContext> = {}): EventContext => ({
  routeKey: 'GET /v1/payments/{id}',
  pathParameters: { id: 'pay_1' },
  accountId: '000000000000',
  apiId: 'api1',
  stage: '$default',
  ...changes,
});
