import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { identifyKey } from '#domain/access/api-key';
import { requireEnvironment } from '#runtime/environment';
import { rememberFor } from '#runtime/remember';
import { tokenVerifier } from '#runtime/tokens';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'TOKEN_ISSUER', 'TOKEN_AUDIENCE');
const apiKeys = new DynamoApiKeyStore(new Table(new DynamoDBClient({}), environment.TABLE_NAME));

/** A revoked key works on for at most this long. */
const keyRememberedMs = 10_000;

export const handler = createHandler({
  findKey: rememberFor(keyRememberedMs, async (text) => {
    const key = await identifyKey({ apiKeys }, text);
    if (key) await apiKeys.touch(key.keyId, new Date());
    return key;
  }),
  verifyToken: tokenVerifier({
    issuer: environment.TOKEN_ISSUER,
    audience: environment.TOKEN_AUDIENCE,
  }),
});
