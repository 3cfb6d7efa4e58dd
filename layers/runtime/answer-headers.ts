import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/**
 * Headers of every answer: HTTPS only, no content sniffing, no caching, no framing, no referrer. A
 * page adds to them and sets its own policy.
 */
const everyAnswers: Record<string, string> = {
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

type Reply = APIGatewayProxyStructuredResultV2;

const completed = (reply: Reply): Reply => ({
  ...reply,
  headers: { ...everyAnswers, ...reply.headers },
});

/** Adds the common headers; an answer's own headers take precedence. */
export const answerHeaders: MiddlewareObj<unknown, Reply, Error> = {
  after: (request) => {
    request.response = completed(request.response ?? {});
  },
  onError: (request) => {
    if (request.response) request.response = completed(request.response);
  },
};
