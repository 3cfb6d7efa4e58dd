import type { DomainEvent } from '#vocabulary/events';
import type { Clock } from '../clock.ts';
import type { AdminNoteStore, GatheredNote, NoteOfHour } from './admin-note-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type SendDeps, sendOnce } from './send-once.ts';

/** A message to ourselves: there is a digest of this hour to send, once it is over. */
export type DigestDue = { type: 'admin.digest'; hour: string; requestId: string };

export type NoteDeps = {
  adminNotes: AdminNoteStore;
  /** Notes of an hour that go out on their own; all further ones wait for its digest. */
  notesPerHour: number;
  digests: { send(message: DigestDue, delaySeconds: number): Promise<void> };
  now: Clock;
};

export type DigestLetters = {
  /** To the admin: what an hour brought beyond the notes that went out on their own. */
  digest: (hour: string, notes: readonly GatheredNote[]) => Promise<OutgoingMail>;
};

export type DigestDeps = SendDeps & NoteDeps & { letters: DigestLetters };

const hourMs = 3_600_000;

/** Facts take a moment to get here: those of an hour's last minute are waited for. */
const graceMs = 5 * 60_000;

/** SQS puts a message off no longer. */
const delaySecondsMost = 900;

export const hourOf = (at: Date): string => at.toISOString().slice(0, 'YYYY-MM-DDThh'.length);

/** @throws Error when it is no hour, as in a message that somebody else has written. */
export function startOfHour(hour: string): Date {
  const start = new Date(`${hour}:00:00.000Z`);
  if (Number.isNaN(start.getTime()) || hourOf(start) !== hour)
    throw new Error(`"${hour}" is no hour`);
  return start;
}

/**
 * Whether the note about an event goes out on its own; if not, it is left to the digest of an hour.
 *
 * The event's own hour counts, so that a repetition finds what was decided before. Who comes when its
 * digest is closed (after an outage, say) counts in the present hour instead: a thousand late facts
 * are a digest too.
 */
export async function goesOutAlone(
  deps: NoteDeps,
  event: DomainEvent,
  note: GatheredNote,
): Promise<boolean> {
  const hours = new Set([hourOf(new Date(event.occurredAt)), hourOf(deps.now())]);
  for (const hour of hours) {
    const of: NoteOfHour = { hour, eventId: event.id };
    const place = await deps.adminNotes.takePlace(of, deps.notesPerHour);
    if (place.kind === 'taken') return true;
    if ((await deps.adminNotes.gather(of, note)) === 'closed') continue;
    const { overBy } = place;
    const seesToDigest =
      overBy === undefined ? await deps.adminNotes.claimDigest(of) : overBy === event.id;
    if (seesToDigest)
      await putOff(deps, { type: 'admin.digest', hour, requestId: event.requestId });
    return false;
  }
  return true;
}

export type DigestOutcome = { kind: 'put_off' } | { kind: 'sent'; count: number };

/**
 * Sends the digest of an hour once, or puts its message off while the hour is not over. Two such
 * messages of an hour are harmless.
 *
 * @throws Error when its hour is none, or when the mail was not accepted, so that the queue tries again.
 */
export async function sendDigest(deps: DigestDeps, message: DigestDue): Promise<DigestOutcome> {
  const { hour } = message;
  if (msUntilDue(hour, deps.now()) > 0) {
    await putOff(deps, message);
    return { kind: 'put_off' };
  }
  let count = 0;
  await sendOnce(deps, `digest:${hour}`, {
    admin: async () => {
      const notes = await deps.adminNotes.close(hour);
      count = notes.length;
      return count > 0 ? deps.letters.digest(hour, notes) : undefined;
    },
  });
  return { kind: 'sent', count };
}

const putOff = ({ digests, now }: NoteDeps, message: DigestDue): Promise<void> => {
  const seconds = Math.ceil(msUntilDue(message.hour, now()) / 1000);
  return digests.send(message, Math.min(Math.max(seconds, 0), delaySecondsMost));
};

const msUntilDue = (hour: string, now: Date): number =>
  startOfHour(hour).getTime() + hourMs + graceMs - now.getTime();
