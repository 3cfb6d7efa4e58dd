/**
 * Wrong keys and tokens, counted by who sends them. A ban refuses what fails anyway, and strangers
 * who prove nothing: a valid key or token passes from any address, since many people share one
 * behind a carrier (docs/decisions/0044).
 */
export type FailedProofs = {
  /** Counts one more, and returns how many there were in this hour. */
  count(subject: string, now: Date): Promise<number>;
  /** The last ban of this subject, also a recent one that is over. */
  lastBan(subject: string): Promise<Ban | undefined>;
  /** Stores the ban unless one is running. */
  ban(ban: Ban, now: Date): Promise<void>;
};

export type Ban = {
  /** `address#…`, hashed with a key, or `key#…`. */
  subject: string;
  /** ISO 8601 UTC. */
  until: string;
  /** How many bans there were in a row, with this one. */
  times: number;
  by: 'limit' | 'operator';
};

/** In an hour. Behind one address of a carrier there are thousands of people. */
export const failedProofsMax = { address: 100, key: 20 } as const;

const hourMs = 3_600_000;

/** An hour, and twice as long each time, up to a day. */
const banOf = (subject: string, now: Date, before: Ban | undefined): Ban => {
  const times = (before?.times ?? 0) + 1;
  const hours = Math.min(24, 2 ** (times - 1));
  const until = new Date(now.getTime() + hours * hourMs).toISOString();
  return { subject, until, times, by: 'limit' };
};

export const isRunning = ({ until }: Ban, now: Date): boolean => now.toISOString() < until;

/**
 * Counts a wrong key or token for each of these subjects. Returns the ban that runs, of which the
 * longest counts, or undefined.
 */
export async function noteFailedProof(
  proofs: FailedProofs,
  subjects: readonly string[],
  now: Date,
): Promise<Ban | undefined> {
  const bans = await Promise.all(subjects.map((subject) => noteFor(proofs, subject, now)));
  const running = bans.filter((ban) => ban !== undefined);
  return running.sort((one, other) => (one.until < other.until ? 1 : -1))[0];
}

async function noteFor(proofs: FailedProofs, subject: string, now: Date) {
  const [failed, last] = await Promise.all([proofs.count(subject, now), proofs.lastBan(subject)]);
  if (last && isRunning(last, now)) return last;
  const most = subject.startsWith('key#') ? failedProofsMax.key : failedProofsMax.address;
  if (failed < most) return undefined;
  const ban = banOf(subject, now, last);
  await proofs.ban(ban, now);
  return ban;
}
