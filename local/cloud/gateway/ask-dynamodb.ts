import type { JsonObject } from '../assembly/json.ts';
import type { Forwarder } from './forward.ts';

/** Engines only read the signature's scope, and some keep separate tables per region. */
const authorizationIn = (region: string): string =>
  `AWS4-HMAC-SHA256 Credential=gateway/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none`;

/** Calls the database for the gateway itself, without the gateway's checks. */
export const createAskDynamodb =
  (forwarder: Forwarder, engine: string, region: () => string) =>
  async (operation: string, body: JsonObject): Promise<JsonObject> => {
    const reply = await forwarder.send(engine, {
      method: 'POST',
      path: '/',
      query: '',
      headers: {
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'content-type': 'application/x-amz-json-1.0',
        authorization: authorizationIn(region()),
      },
      body: Buffer.from(JSON.stringify(body)),
    });
    return JSON.parse(reply.body.toString('utf8')) as JsonObject;
  };
