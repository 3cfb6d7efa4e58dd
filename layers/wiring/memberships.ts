import { setTimeout as wait } from 'node:timers/promises';
import {
  type SignedIn,
  membershipsOf as storedMembershipsOf,
} from '#domain/access/identify-person';
import { logger } from '#runtime/log';
import { rememberFor } from '#runtime/remember';
import { DynamoMemberships } from '#stores/memberships';
import { DynamoPeople } from '#stores/people';
import { mainTable } from './main-table.ts';

const memberships = new DynamoMemberships(mainTable);
const people = new DynamoPeople(mainTable);

/** A revoked key, a removed or demoted member and an archived customer work at most this long. */
export const callerAgeMaxMs = 10_000;

/** Each instance writes a name at most once a day, and only when it has changed. */
const nameAgeMaxMs = 86_400_000;

const noteMaxMs = 200;

/**
 * Waits a moment for a write that may be lost and must not refuse the caller. Lambda stops what goes
 * on after the answer, so an unawaited write would come late or never.
 */
export const noteAside = (note: Promise<void>): Promise<void> => {
  const noted = note.catch((error: Error) =>
    logger.warn('a note about the caller was lost', { error }),
  );
  return Promise.race([noted, wait(noteMaxMs, undefined, { ref: false })]);
};

const noteName = rememberFor(nameAgeMaxMs, async (person) => people.note(JSON.parse(person)));

const findMemberships = rememberFor(callerAgeMaxMs, async (person) => {
  const { subject, email, name = email }: SignedIn = JSON.parse(person);
  if (name !== undefined) await noteAside(noteName(JSON.stringify({ subject, name })));
  return storedMembershipsOf(memberships, { subject, email });
});

/** A person's stored memberships, cached for seconds; notes the person's name. */
export const membershipsOf = ({ subject, email, name }: SignedIn) =>
  findMemberships(JSON.stringify({ subject, email, name }));
