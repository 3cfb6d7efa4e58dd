import { httpFunction } from '#runtime/http';

/** GET /v1/openapi.json: made from the schemas that validate. */
export const createHandler = (describe: () => object) => {
  let text: string | undefined;
  return httpFunction(async () => {
    text ??= JSON.stringify(describe());
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=3600' },
      body: text,
    };
  });
};
