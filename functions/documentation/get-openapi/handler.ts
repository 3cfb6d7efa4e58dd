import { httpFunction } from '#runtime/http';

/**
 * GET /v1/openapi.json: a text generated from the validating schemas, and never parsed here.
 * Replaces the server `/` with the real address, so that a saved copy still contains it.
 */
export const createHandler = (description: string, serverUrl: string) => {
  const reply = {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=3600' },
    body: description.replace('"servers":[{"url":"/"', `"servers":[{"url":"${serverUrl}"`),
  };
  return httpFunction(async () => reply);
};
