import type { NoteTrouble } from '../monitoring/trouble.ts';
import { type Ban, type FailedProofs, noteFailedProof } from './failed-proofs.ts';
import { addressSubject, isNobodys } from './network.ts';

/** Returns the seconds until the ban ends that now runs, if any. */
export type NoteFailedProof = (from: { address: string; keyId?: string }) => Promise<Seconds>;

type Seconds = number | undefined;

/** A ban is known here for so long without asking again; one that is lifted ends as late. */
const banAgeMaxMs = 60_000;

/** Strangers are refused at most so long after a ban began. */
const listAgeMaxMs = 30_000;

export type WatchDeps = {
  proofs: FailedProofs & { running(now: Date): Promise<Map<string, string>> };
  /** Hashes addresses, which are personal data. */
  readKeys: () => Promise<readonly string[]>;
  now: () => Date;
  noteTrouble: NoteTrouble;
  /** Told of a fault, which refuses nobody. */
  onFault: (error: Error) => void;
};

/** Counts failed proofs and knows who is banned. A fault of it refuses nobody. */
export function watchProofs({ proofs, readKeys, now, noteTrouble, onFault }: WatchDeps) {
  const known = new Map<string, { ban: Ban; askAgainAt: number }>();
  let listed: { bans: Map<string, string>; askAgainAt: number } | undefined;

  async function note({ address, keyId }: Parameters<NoteFailedProof>[0]): Promise<Seconds> {
    const ofAddress = isNobodys(address) ? [] : [addressSubject(address, await readKeys())];
    const subjects = [...ofAddress, ...(keyId === undefined ? [] : [`key#${keyId}`])];
    const at = now();
    const fresh = subjects.map((subject) => known.get(subject)).find((one) => isFresh(one, at));
    if (fresh) return secondsUntil(fresh.ban.until, at);
    const [ban] = await Promise.all([
      noteFailedProof(proofs, subjects, at),
      noteTrouble({ kind: 'refused_sign_in', dimension: 'all' }),
    ]);
    if (!ban) return undefined;
    if (known.size >= knownMax) known.clear();
    known.set(ban.subject, { ban, askAgainAt: at.getTime() + banAgeMaxMs });
    return secondsUntil(ban.until, at);
  }

  async function strangersBan(address: string): Promise<Seconds> {
    const at = now();
    if (!listed || listed.askAgainAt <= at.getTime())
      listed = { bans: await proofs.running(at), askAgainAt: at.getTime() + listAgeMaxMs };
    const { bans } = listed;
    if (bans.size === 0 || isNobodys(address)) return undefined;
    const until = bans.get(addressSubject(address, await readKeys()));
    return until === undefined ? undefined : secondsUntil(until, at);
  }

  const harmless =
    <Question>(ask: (question: Question) => Promise<Seconds>) =>
    (question: Question): Promise<Seconds> =>
      ask(question).catch((error: Error) => {
        onFault(error);
        return undefined;
      });
  return { noteFailedProof: harmless(note), strangersBan: harmless(strangersBan) };
}

const knownMax = 1_000;

const isFresh = (
  one: { ban: Ban; askAgainAt: number } | undefined,
  at: Date,
): one is { ban: Ban; askAgainAt: number } =>
  one !== undefined && at.getTime() < one.askAgainAt && at.toISOString() < one.ban.until;

const secondsUntil = (until: string, at: Date): Seconds => {
  const seconds = Math.ceil((Date.parse(until) - at.getTime()) / 1000);
  return seconds > 0 ? seconds : undefined;
};
