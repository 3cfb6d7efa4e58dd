import { createHash } from 'node:crypto';
import type { Clock } from '#domain/clock';
import type {
  AdminNoteStore,
  GatheredNote,
  NoteOfHour,
  NotePlace,
} from '#domain/messages/admin-note-store';
import type { Money } from '#domain/money';
import { currency, instant, mapOf, mapWith, optional, setOf, text, whole } from './fields.ts';
import { keys, ttlAfterDays } from './keys.ts';
import { CorruptRowError, stored } from './stored.ts';
import type { Condition, Item, Table } from './table.ts';

/** Events are repeated for days at most. */
const keptDays = 30;

/**
 * Number of items that share a digest's notes, by event: each stays below a kilobyte (one write
 * unit) up to some 160 notes an hour, and none gets all writes of a busy hour.
 */
const sheets = 16;

/** An hour is one partition: its places, and the sheets of its digest. */
export class DynamoAdminNoteStore implements AdminNoteStore {
  readonly #table: Table;
  readonly #now: Clock;

  constructor(table: Table, now: Clock) {
    this.#table = table;
    this.#now = now;
  }

  /**
   * Reads first: when no place is left, as for most notes of a busy hour, nothing is written. A
   * stale read is harmless: places are never freed, and a place is taken conditionally.
   */
  async takePlace({ hour, eventId }: NoteOfHour, places: number): Promise<NotePlace> {
    const key = keys.notesOf(hour);
    const id = shortened(eventId);
    const seen = await this.#table.glanceAt(key);
    const { ids: taken = new Set(), overBy } = seen ? placesFrom(seen) : {};
    if (taken.has(id)) return { kind: 'taken' };
    if (taken.size >= places) return { kind: 'none_left', overBy };
    const refusal = await this.#table.write({
      update: {
        key,
        expression: 'ADD ids :ids SET #ttl = :ttl',
        names: { '#ttl': 'ttl' },
        values: { ':ids': new Set([id]), ':ttl': this.#ttl() },
        condition: {
          expression: 'attribute_not_exists(ids) OR contains(ids, :id) OR size(ids) < :places',
          values: { ':id': id, ':places': places },
        },
      },
    });
    if (!refusal) return { kind: 'taken' };
    return { kind: 'none_left', overBy: refusal.existing && placesFrom(refusal.existing).overBy };
  }

  async gather(
    { hour, eventId }: NoteOfHour,
    { invoiceNumber, amount }: GatheredNote,
  ): Promise<'gathered' | 'closed'> {
    const isOpen: Condition = {
      expression: 'attribute_not_exists(closedAt) OR attribute_exists(#event)',
      names: { '#event': eventId },
    };
    const refusal = await this.#table.write({
      update: {
        key: keys.noteSheet(hour, sheetOf(eventId)),
        expression: 'SET #event = :note, #ttl = :ttl',
        names: { '#ttl': 'ttl' },
        values: { ':note': { number: invoiceNumber, ...amount }, ':ttl': this.#ttl() },
        condition: isOpen,
      },
    });
    return refusal ? 'closed' : 'gathered';
  }

  async claimDigest({ hour, eventId }: NoteOfHour): Promise<boolean> {
    const refusal = await this.#table.write({
      update: {
        key: keys.notesOf(hour),
        expression: 'SET overBy = :event, #ttl = :ttl',
        names: { '#ttl': 'ttl' },
        values: { ':event': eventId, ':ttl': this.#ttl() },
        condition: { expression: 'attribute_not_exists(overBy) OR overBy = :event' },
      },
    });
    return !refusal;
  }

  /** Closes every sheet before it reads any, so that no note is missed. */
  async close(hour: string): Promise<GatheredNote[]> {
    await Promise.all(Array.from({ length: sheets }, (_, sheet) => this.#closeSheet(hour, sheet)));
    const notes: GatheredNote[] = [];
    let after: Item | undefined;
    do {
      const { items, next } = await this.#table.query({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sheet)',
        values: { ':pk': keys.notesOf(hour).pk, ':sheet': 'SHEET#' },
        ConsistentRead: true,
        after,
      });
      notes.push(...items.flatMap(notesOn));
      after = next;
    } while (after);
    return notes;
  }

  #closeSheet(hour: string, sheet: number) {
    return this.#table.write({
      update: {
        key: keys.noteSheet(hour, sheet),
        expression: 'SET closedAt = if_not_exists(closedAt, :now), #ttl = :ttl',
        names: { '#ttl': 'ttl' },
        values: { ':now': this.#now().toISOString(), ':ttl': this.#ttl() },
      },
    });
  }

  #ttl = (): number => ttlAfterDays(this.#now(), keptDays);
}

/** Without `evt_`, so that the item stays below a kilobyte with the maximum of places. */
const shortened = (eventId: string): string => eventId.replace(/^evt_/, '');

const placesFrom = stored<{ ids?: Set<string>; overBy?: string }>({
  ids: optional(setOf(text)),
  overBy: optional(text),
});

const sheetOf = (eventId: string): number =>
  createHash('sha256').update(eventId).digest().readUInt8(0) % sheets;

type StoredNote = Money & { number: string };

const areNotes = mapOf(mapWith<StoredNote>({ number: text, minor: whole, currency }));

const sheetFrom = stored<{ closedAt?: string }>({ closedAt: optional(instant) });

/** Every attribute but one is a note, keyed by its event's id. */
function notesOn(sheet: Item): GatheredNote[] {
  const { closedAt: _, ...notes } = sheetFrom(sheet);
  if (!areNotes(notes)) throw new CorruptRowError(sheet, ['notes']);
  return Object.values(notes).map(noteFrom);
}

const noteFrom = ({ number, minor, currency }: StoredNote): GatheredNote => ({
  invoiceNumber: number,
  amount: { minor, currency },
});
