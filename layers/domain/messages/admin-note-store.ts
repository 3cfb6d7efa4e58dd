import type { Money } from '../money.ts';

/** What a digest says of a payment: nobody's name, nobody's address. */
export type GatheredNote = { invoiceNumber: string; amount: Money };

/** The note about an event, in the hour (`2026-11-21T10`, UTC) that it is counted in. */
export type NoteOfHour = { hour: string; eventId: string };

export type NotePlace =
  | { kind: 'taken' }
  | {
      kind: 'none_left' /** The event that sees to the hour's digest, once there is one. */;
      overBy?: string;
    };

/** Remembers which notes of an hour go out on their own, and which its digest tells. */
export type AdminNoteStore = {
  /** Takes one of the hour's places for a note of its own; an event that has one keeps it. */
  takePlace(note: NoteOfHour, places: number): Promise<NotePlace>;
  /**
   * Leaves a note to the hour's digest. It is in there if and only if this answers `gathered`: again
   * is harmless, even when the hour was closed meanwhile, and `closed` means that it came too late.
   */
  gather(of: NoteOfHour, note: GatheredNote): Promise<'gathered' | 'closed'>;
  /** True for one event of the hour, however often it asks: that one sees to the digest. */
  claimDigest(note: NoteOfHour): Promise<boolean>;
  /** Ends the gathering, and answers all that the digest has to tell; again answers the same. */
  close(hour: string): Promise<GatheredNote[]>;
};
