import { httpFunction } from '#runtime/http';

/** GET /v1/openapi.json: made from the schemas that validate, when they change, not at a cold start. */
export const createHandler = (description: object, serverUrl: string) => {
  let body: string | undefined;
  return httpFunction(async () => {
    body ??= JSON.stringify({ ...description, servers: [{ url: serverUrl }] });
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=3600' },
      body,
    };
  });
};
