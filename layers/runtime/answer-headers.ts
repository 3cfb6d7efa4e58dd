import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/**
 * What every answer says to a browser, whatever it is: only by HTTPS, as what it says it is, kept
 * nowhere, shown in no frame, its address told to nobody. A page adds to it and sets its own policy.
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

/** Puts the headers of every answer under those that the answer brings itself. */
export const answerHeaders: MiddlewareObj<unknown, Reply, Error> = {
  after: (request) => {
    request.response = completed(request.response ?? {});
  },
  onError: (request) => {
    if (request.response) request.response = completed(request.response);
  },
};
