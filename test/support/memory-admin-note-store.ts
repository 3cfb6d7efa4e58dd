import type {
  AdminNoteStore,
  GatheredNote,
  NoteOfHour,
  NotePlace,
} from '#domain/messages/admin-note-store';

type Hour = {
  ids: Set<string>;
  overBy?: string;
  notes: Map<string, GatheredNote>;
  isClosed: boolean;
};

/** Keeps the promises of the port: a place is kept, and a closed hour gathers nothing more. */
export class MemoryAdminNoteStore implements AdminNoteStore {
  readonly hours = new Map<string, Hour>();

  async takePlace({ hour, eventId }: NoteOfHour, places: number): Promise<NotePlace> {
    const { ids, overBy } = this.#hour(hour);
    if (!ids.has(eventId) && ids.size >= places) return { kind: 'none_left', overBy };
    ids.add(eventId);
    return { kind: 'taken' };
  }

  async gather({ hour, eventId }: NoteOfHour, note: GatheredNote): Promise<'gathered' | 'closed'> {
    const { notes, isClosed } = this.#hour(hour);
    if (isClosed && !notes.has(eventId)) return 'closed';
    notes.set(eventId, note);
    return 'gathered';
  }

  async claimDigest({ hour, eventId }: NoteOfHour): Promise<boolean> {
    const row = this.#hour(hour);
    row.overBy ??= eventId;
    return row.overBy === eventId;
  }

  async close(hour: string): Promise<GatheredNote[]> {
    const row = this.#hour(hour);
    row.isClosed = true;
    return [...row.notes.values()];
  }

  #hour(hour: string): Hour {
    const row = this.hours.get(hour) ?? { ids: new Set(), notes: new Map(), isClosed: false };
    this.hours.set(hour, row);
    return row;
  }
}
