import type { Member } from './member.ts';
import type { MemberStore } from './member-store.ts';
import type { UserDirectory } from './user-directory.ts';

export type EndSessionsDeps = {
  members: Pick<MemberStore, 'isElsewhere'>;
  users: Pick<UserDirectory, 'signOutEverywhere'>;
};

/**
 * Ends the sessions of a member who is about to leave or to get another role, so that no refresh
 * token works any more. Whoever also belongs to another customer stays signed in there: for this
 * customer the row decides, which is read again within seconds.
 *
 * Comes before the write: after a crash between both, somebody has to sign in again, and nobody
 * keeps what was taken away.
 */
export async function endSessions(
  { members, users }: EndSessionsDeps,
  member: Member,
): Promise<void> {
  const { subject } = member;
  if (subject === undefined || (await members.isElsewhere({ ...member, subject }))) return;
  await users.signOutEverywhere(subject);
}
