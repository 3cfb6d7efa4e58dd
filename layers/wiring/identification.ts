import { identifyKey } from '#domain/access/api-key';
import { rememberFor } from '#runtime/remember';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { mainTable } from './main-table.ts';
import { callerAgeMaxMs, membershipsOf, noteAside } from './memberships.ts';
import { verifyToken } from './token-verifier.ts';

const apiKeys = new DynamoApiKeyStore(mainTable);
const customers = new DynamoCustomerStore(mainTable);

/** A key's last use is stored by the hour. */
const useAgeMaxMs = 3_600_000;

const noteUse = rememberFor(useAgeMaxMs, async (use) => {
  const { keyId, hour } = JSON.parse(use);
  await apiKeys.touch(keyId, new Date(hour));
});

/** Identifies keys and tokens by stored rows, cached for seconds. */
export const identification = {
  findKey: rememberFor(callerAgeMaxMs, async (text) => {
    const now = new Date();
    const key = await identifyKey({ apiKeys, customers }, text, now);
    const hour = now.getTime() - (now.getTime() % useAgeMaxMs);
    if (key) await noteAside(noteUse(JSON.stringify({ keyId: key.keyId, hour })));
    return key;
  }),
  verifyToken,
  membershipsOf,
};
