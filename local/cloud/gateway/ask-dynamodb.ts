import type { JsonObject } from '../assembly/json.ts';
import type { Forwarder } from './forward.ts';

/**
 * An engine reads the scope of a signature and checks nothing else; some keep the tables of each
 * region apart.
 */
const authorizationIn = (region: string): string =>
  `AWS4-HMAC-SHA256 Credential=gateway/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none`;

/** Asks the database for the gateway's own sake, past the door. */
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
