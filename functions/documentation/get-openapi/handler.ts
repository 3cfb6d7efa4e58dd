import { httpFunction } from '#runtime/http';

/**
 * GET /v1/openapi.json: text that is made from the schemas that validate when they change, and never
 * read as JSON here. Where it says `/`, for the host that serves it, the address is put in: who saves
 * the description keeps it.
 */
export const createHandler = (description: string, serverUrl: string) => {
  const reply = {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=3600' },
    body: description.replace('"servers":[{"url":"/"', `"servers":[{"url":"${serverUrl}"`),
  };
  return httpFunction(async () => reply);
};
