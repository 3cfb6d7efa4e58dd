import type { Money } from '../money.ts';

/** A payment in a digest: no name and no address. */
export type GatheredNote = { invoiceNumber: string; amount: Money };

/** The note about an event, in the hour (`2026-11-21T10`, UTC) that counts it. */
export type NoteOfHour = { hour: string; eventId: string };

export type NotePlace =
  | { kind: 'taken' }
  | {
      kind: 'none_left' /** The event that sees to the hour's digest, once there is one. */;
      overBy?: string;
    };

/** Stores which notes of an hour are sent on their own, and which are in its digest. */
export type AdminNoteStore = {
  /** Takes one of the hour's places for a separate note; an event keeps its place. */
  takePlace(note: NoteOfHour, places: number): Promise<NotePlace>;
  /**
   * Adds a note to the hour's digest, which contains it only if this returns `gathered`. Repeating
   * is harmless, even after the hour was closed; `closed` means that it came too late.
   */
  gather(of: NoteOfHour, note: GatheredNote): Promise<'gathered' | 'closed'>;
  /** True for exactly one event of the hour, also when repeated: that one schedules the digest. */
  claimDigest(note: NoteOfHour): Promise<boolean>;
  /** Closes the hour and returns the notes of its digest; a repetition returns the same. */
  close(hour: string): Promise<GatheredNote[]>;
};
