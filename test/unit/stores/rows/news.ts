import fc from 'fast-check';
import type { Claim } from '#domain/idempotency';
import type { ReadingPosition } from '#domain/inbox/find-missed';
import type { GatheredNote } from '#domain/messages/admin-note-store';
import type { Notification } from '#domain/payments/notification';
import type { Switches } from '#domain/switches/switches';
import { DynamoAdminNoteStore } from '#stores/admin-note-store';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoInbox } from '#stores/inbox';
import { keys, notificationId } from '#stores/keys';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoReadingPositions } from '#stores/reading-positions';
import { DynamoSwitchStore } from '#stores/switch-store';
import type { Table } from '#stores/table';
import { anyHash, anyInstant, anyLike, anyMoney, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
import { aNotification } from '#test/payments';
import { aSwitch } from '#test/switches';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const now = () => new Date('2026-11-21T12:00:00.000Z');

/** A request that was made, with what it was answered. */
type Answered = { claim: Claim; answer?: object };

const claim = rowsOf<Answered>({
  name: 'a claimed key of idempotency',
  reader: 'idempotency-store.ts claimFrom',
  keys: ['claim'],
  example: { claim: aClaim(), answer: { status: 201 } },
  any: fc.record({
    claim: anyLike(aClaim(), { requestHash: anyHash, createdAt: anyInstant }),
    answer: fc.record({ status: fc.nat(599) }),
  }),
  async write(table, { claim: one, answer }) {
    const store = new DynamoIdempotencyStore(table, now);
    await store.claim(one);
    if (answer) await store.answer(one, answer);
  },
  async read(table, { claim: one }) {
    const { kind: _, ...answered } = await new DynamoIdempotencyStore(table, now).claim(one);
    return answered;
  },
  sk: 'CLAIM',
  required: { id: '', requestHash: 'no hash', createdAt: 'today', leaseUntil: 'soon' },
  optional: { answer: 'yes' },
});

const hour = '2026-11-21T10';
const notes = (table: Table) => new DynamoAdminNoteStore(table, now);

/** Who has the hour's only place, and who sees to its digest. */
const places = rowsOf<{ eventId: string; overBy?: string }>({
  name: 'the places of an hour’s notes',
  reader: 'admin-note-store.ts placesFrom',
  keys: ['notesOf'],
  example: { eventId: 'evt_1', overBy: 'evt_2' },
  any: fc.record({ eventId: fc.uuid(), overBy: fc.uuid() }),
  async write(table, { eventId, overBy }) {
    await notes(table).takePlace({ hour, eventId }, 1);
    if (overBy !== undefined) await notes(table).claimDigest({ hour, eventId: overBy });
  },
  async read(table, { eventId }) {
    const place = await notes(table).takePlace({ hour, eventId: 'evt_late' }, 1);
    return { eventId, ...(place.kind === 'none_left' && { overBy: place.overBy }) };
  },
  sk: 'HOUR',
  required: {},
  optional: { ids: new Set([7]), overBy: '' },
  form: 'unsaid',
});

const sheet = rowsOf<GatheredNote>({
  name: 'the notes for an hour’s digest',
  reader: 'admin-note-store.ts sheetFrom',
  keys: ['noteSheet'],
  also: { check: 'admin-note-store.ts areNotes' },
  example: { invoiceNumber: 'FA-1', amount: { minor: 46_800, currency: 'EUR' } },
  any: fc.record({ invoiceNumber: anyText, amount: anyMoney }),
  write: (table, note) => notes(table).gather({ hour, eventId: 'evt_1' }, note),
  read: async (table) => (await notes(table).close(hour))[0],
  sk: 'SHEET#',
  required: { 'evt_1.number': '', 'evt_1.minor': 0.5, 'evt_1.currency': 'eur' },
  optional: { closedAt: 'late' },
  form: 'unsaid',
  calls: (field) => (field.startsWith('evt_1.') ? 'notes' : field),
});

const notification = rowsOf<Notification>({
  name: 'a notification in the inbox',
  reader: 'inbox.ts notificationFrom',
  keys: ['notification'],
  example: aNotification(),
  any: anyLike(aNotification(), { eventType: fc.string(), rawBody: fc.string() }),
  write: (table, one) => new DynamoPaymentStore(table, now).keep(one),
  async read(table, one) {
    const entry = await new DynamoInbox(table, now).find(notificationId(keys.notification(one).sk));
    return entry?.notification;
  },
  sk: '2026-11-21T10',
  required: {
    provider: 'bank',
    eventId: '',
    eventType: null,
    verdict: 'true',
    occurredAt: 'today',
    receivedAt: '',
    requestId: 7,
    rawBody: new TextEncoder().encode('not compressed'),
    encoding: 'utf16',
    headers: 'none',
  },
  optional: { paymentId: '', 'headers.stripe-signature': 7 },
});

const readingPosition = rowsOf<{ position: ReadingPosition }>({
  name: 'a reading position',
  reader: 'reading-positions.ts rowFrom',
  keys: ['cursor'],
  example: {
    position: { since: '2026-11-21T10:00:00.000Z', begunAt: '2026-11-21T11:00:00.000Z', page: '2' },
  },
  any: fc.record({ position: fc.record({ since: anyInstant, page: anyText }) }),
  write: (table, { position }) => new DynamoReadingPositions(table).save('stripe', position),
  async read(table) {
    const position = await new DynamoReadingPositions(table).load('stripe');
    return position && { position };
  },
  sk: 'CURSOR',
  required: { position: 'the start', 'position.since': 'yesterday' },
  optional: { 'position.begunAt': 'today', 'position.page': '' },
});

const anySwitch = anyLike(
  aSwitch(),
  { enabled: fc.boolean(), changedAt: anyInstant, changedBy: anyText },
  { method: fc.constantFrom('card' as const, 'mobile_money' as const) },
);

const switches = rowsOf<Switches>({
  name: 'the switches',
  reader: 'switch-store.ts switchesFrom',
  keys: ['switches'],
  example: { version: 1, switches: [aSwitch()] },
  any: fc.record({ version: fc.constant(1), switches: fc.array(anySwitch) }),
  write: (table, all) => new DynamoSwitchStore(table).save(all, anAuditEntry()),
  read: (table) => new DynamoSwitchStore(table).load(),
  sk: 'SWITCHES',
  required: {
    version: -1,
    switches: 'none',
    'switches.0.provider': 'bank',
    'switches.0.enabled': 'no',
    'switches.0.changedBy': '',
    'switches.0.changedAt': 'today',
  },
  optional: { 'switches.0.method': 'cash' },
});

export const rowsOfNews: Rows[] = [claim, places, sheet, notification, readingPosition, switches];
