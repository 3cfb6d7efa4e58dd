import type { DomainEvent } from '#vocabulary/events';
import type { Clock } from '../clock.ts';
import type { AdminNoteStore, GatheredNote, NoteOfHour } from './admin-note-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type SendDeps, sendOnce } from './send-once.ts';

/** A message to ourselves: send this hour's digest once the hour is over. */
export type DigestDue = { type: 'admin.digest'; hour: string; requestId: string };

export type NoteDeps = {
  adminNotes: AdminNoteStore;
  /** Notes of an hour sent on their own; all others go into its digest. */
  notesPerHour: number;
  digests: { send(message: DigestDue, delaySeconds: number): Promise<void> };
  now: Clock;
};

export type DigestLetters = {
  /** To the admin: the notes of an hour that were not sent on their own. */
  digest: (hour: string, notes: readonly GatheredNote[]) => Promise<OutgoingMail>;
};

export type DigestDeps = SendDeps & NoteDeps & { letters: DigestLetters };

const hourMs = 3_600_000;

/** Waits for events of an hour's last minutes, which take a moment to arrive. */
const graceMs = 5 * 60_000;

/** SQS's longest delay. */
const delaySecondsMost = 900;

export const hourOf = (at: Date): string => at.toISOString().slice(0, 'YYYY-MM-DDThh'.length);

/** @throws Error when the text is not an hour, as in a message that we did not write. */
export function startOfHour(hour: string): Date {
  const start = new Date(`${hour}:00:00.000Z`);
  if (Number.isNaN(start.getTime()) || hourOf(start) !== hour)
    throw new Error(`"${hour}" is not an hour`);
  return start;
}

/**
 * Whether the note about an event is sent on its own; otherwise it goes into an hour's digest.
 *
 * Uses the event's own hour, so that a repetition finds the earlier decision. If that digest is
 * closed (after an outage, for example), the note counts in the current hour, so that a thousand
 * late events become a digest too.
 */
export async function goesOutAlone(
  deps: NoteDeps,
  event: DomainEvent,
  note: GatheredNote,
): Promise<boolean> {
  const hours = new Set([hourOf(new Date(event.occurredAt)), hourOf(deps.now())]);
  for (const hour of hours) {
    const noteOfHour: NoteOfHour = { hour, eventId: event.id };
    const place = await deps.adminNotes.takePlace(noteOfHour, deps.notesPerHour);
    if (place.kind === 'taken') return true;
    if ((await deps.adminNotes.gather(noteOfHour, note)) === 'closed') continue;
    const { overBy } = place;
    const seesToDigest =
      overBy === undefined ? await deps.adminNotes.claimDigest(noteOfHour) : overBy === event.id;
    if (seesToDigest)
      await putOff(deps, { type: 'admin.digest', hour, requestId: event.requestId });
    return false;
  }
  return true;
}

export type DigestOutcome = { kind: 'put_off' } | { kind: 'sent'; count: number };

/**
 * Sends the digest of an hour once, or delays its message while the hour is not over. Two such
 * messages for an hour are harmless.
 *
 * @throws Error when the hour is invalid, or the mail was not accepted, so that the queue retries.
 */
export async function sendDigest(deps: DigestDeps, message: DigestDue): Promise<DigestOutcome> {
  const { hour } = message;
  if (msUntilDue(hour, deps.now()) > 0) {
    await putOff(deps, message);
    return { kind: 'put_off' };
  }
  let count = 0;
  const digest = {
    id: `digest:${hour}`,
    type: message.type,
    occurredAt: startOfHour(hour).toISOString(),
    requestId: message.requestId,
    data: { hour },
  };
  await sendOnce(
    deps,
    digest,
    {},
    {
      admin: async () => {
        const notes = await deps.adminNotes.close(hour);
        count = notes.length;
        return count > 0 ? deps.letters.digest(hour, notes) : undefined;
      },
    },
  );
  return { kind: 'sent', count };
}

const putOff = ({ digests, now }: NoteDeps, message: DigestDue): Promise<void> => {
  const seconds = Math.ceil(msUntilDue(message.hour, now()) / 1000);
  return digests.send(message, Math.min(Math.max(seconds, 0), delaySecondsMost));
};

const msUntilDue = (hour: string, now: Date): number =>
  startOfHour(hour).getTime() + hourMs + graceMs - now.getTime();
