import { setTimeout as wait } from 'node:timers/promises';
import { identifyKey } from '#domain/access/api-key';
import { membershipsOf, type SignedIn } from '#domain/access/identify-person';
import { variableOf } from '#runtime/environment';
import { logger } from '#runtime/log';
import { rememberFor } from '#runtime/remember';
import { tokenVerifier } from '#runtime/tokens';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoMemberships } from '#stores/memberships';
import { DynamoPeople } from '#stores/people';
import { mainTable } from './main-table.ts';

const apiKeys = new DynamoApiKeyStore(mainTable);
const customers = new DynamoCustomerStore(mainTable);
const memberships = new DynamoMemberships(mainTable);
const people = new DynamoPeople(mainTable);

/** A revoked key, a removed or demoted member and an archived customer work at most this long. */
const callerAgeMaxMs = 10_000;

/** Each instance writes a name at most once a day, and only when it has changed. */
const nameAgeMaxMs = 86_400_000;

/** A key's last use is stored by the hour. */
const useAgeMaxMs = 3_600_000;

const noteMaxMs = 200;

/**
 * Waits a moment for a write that may be lost and must not refuse the caller. Lambda stops what goes
 * on after the answer, so an unawaited write would come late or never.
 */
const noteAside = (note: Promise<void>): Promise<void> => {
  const noted = note.catch((error: Error) =>
    logger.warn('a note about the caller was lost', { error }),
  );
  return Promise.race([noted, wait(noteMaxMs, undefined, { ref: false })]);
};

const noteUse = rememberFor(useAgeMaxMs, async (use) => {
  const { keyId, hour } = JSON.parse(use);
  await apiKeys.touch(keyId, new Date(hour));
});

const noteName = rememberFor(nameAgeMaxMs, async (person) => people.note(JSON.parse(person)));

const findMemberships = rememberFor(callerAgeMaxMs, async (person) => {
  const { subject, email, name = email }: SignedIn = JSON.parse(person);
  if (name !== undefined) await noteAside(noteName(JSON.stringify({ subject, name })));
  return membershipsOf(memberships, { subject, email });
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
  verifyToken: tokenVerifier([
    { issuer: variableOf('TOKEN_ISSUER'), audience: variableOf('TOKEN_AUDIENCE'), roles: [] },
    {
      issuer: variableOf('STAFF_TOKEN_ISSUER'),
      audience: variableOf('STAFF_TOKEN_AUDIENCE'),
      roles: ['admin', 'finance'],
    },
  ]),
  membershipsOf: ({ subject, email, name }: SignedIn) =>
    findMemberships(JSON.stringify({ subject, email, name })),
};
