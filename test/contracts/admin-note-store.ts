import { randomUUID } from 'node:crypto';
import type { AdminNoteStore, GatheredNote } from '#domain/messages/admin-note-store';
import { money } from '#domain/money';

const aNote = (number = 1): GatheredNote => ({
  invoiceNumber: `FA-2026-${String(number).padStart(6, '0')}`,
  amount: money(46_800, 'EUR'),
});

const anEventId = () => `evt_${randomUUID()}`;

/** What every store of notes promises. Hours are random, so that a table may be shared. */
export function describeAdminNoteStore(
  name: string,
  makeStore: () => Promise<AdminNoteStore>,
): void {
  async function setup() {
    const hour = `hour-${randomUUID()}`;
    return { store: await makeStore(), hour, of: (eventId: string) => ({ hour, eventId }) };
  }

  const kinds = (answers: { kind: string }[]) => answers.map(({ kind }) => kind);

  describe(`${name} stores the notes of an hour`, () => {
    test('only as many notes as configured are sent separately', async () => {
      const { store, of } = await setup();
      const take = () => store.takePlace(of(anEventId()), 2);
      expect(kinds([await take(), await take(), await take()])).toEqual([
        'taken',
        'taken',
        'none_left',
      ]);
    });

    test('the limit also holds for many notes at once', async () => {
      const { store, of } = await setup();
      const takes = Array.from({ length: 12 }, () => store.takePlace(of(anEventId()), 5));
      const taken = kinds(await Promise.all(takes)).filter((kind) => kind === 'taken');
      expect(taken).toHaveLength(5);
    });

    test('a repeated event takes no second place, and keeps its own', async () => {
      const { store, of } = await setup();
      const [first, second] = [anEventId(), anEventId()];
      const again = [first, first, second, first];
      for (const id of again) expect(await store.takePlace(of(id), 2)).toEqual({ kind: 'taken' });
      expect((await store.takePlace(of(anEventId()), 2)).kind).toBe('none_left');
    });

    test('with a limit of zero no note is sent separately', async () => {
      const { store, of } = await setup();
      expect(await store.takePlace(of(anEventId()), 0)).toEqual({ kind: 'none_left' });
    });

    test('the notes of two hours are independent', async () => {
      const [one, other] = [await setup(), await setup()];
      await one.store.takePlace(one.of('evt_1'), 1);
      expect((await one.store.takePlace(other.of('evt_2'), 1)).kind).toBe('taken');
      await one.store.gather(one.of('evt_3'), aNote());
      expect(await one.store.close(other.hour)).toEqual([]);
      expect(await one.store.gather(one.of('evt_4'), aNote())).toBe('gathered');
    });

    test('one event is responsible for the digest, however often it asks, and the others learn which', async () => {
      const { store, of } = await setup();
      const ids = Array.from({ length: 5 }, anEventId);
      const answers = await Promise.all(ids.map((id) => store.claimDigest(of(id))));
      expect(answers.filter((isMine) => isMine)).toHaveLength(1);
      const overBy = ids[answers.indexOf(true)]!;
      expect(await store.claimDigest(of(overBy))).toBe(true);
      expect(await store.takePlace(of(anEventId()), 0)).toEqual({ kind: 'none_left', overBy });
    });

    test('a digest contains every note once, with its number and amount', async () => {
      const { store, of, hour } = await setup();
      const notes = Array.from({ length: 60 }, (_, index) => aNote(index));
      const gathered = notes.map(async (note) => {
        const id = anEventId();
        for (const _ of [1, 2]) expect(await store.gather(of(id), note)).toBe('gathered');
      });
      await Promise.all(gathered);
      const told = await store.close(hour);
      expect(told).toHaveLength(60);
      expect(told).toEqual(expect.arrayContaining(notes));
    });

    test('a note that comes after the close is refused and is not in the digest; earlier ones stay in it', async () => {
      const { store, of, hour } = await setup();
      const early = anEventId();
      await store.gather(of(early), aNote(1));
      expect(await store.close(hour)).toEqual([aNote(1)]);
      for (let i = 0; i < 40; i++)
        expect(await store.gather(of(anEventId()), aNote(2))).toBe('closed');
      expect(await store.gather(of(early), aNote(1))).toBe('gathered');
      expect(await store.close(hour)).toEqual([aNote(1)]);
    });

    test('each note that races with the close is in the digest, or knows that it is not', async () => {
      const { store, of, hour } = await setup();
      const numbers = Array.from({ length: 40 }, (_, index) => index);
      const tries = numbers.map((number) => store.gather(of(anEventId()), aNote(number)));
      const [told, ...answers] = await Promise.all([store.close(hour), ...tries]);
      const gathered = numbers.filter((number) => answers[number] === 'gathered').map(aNote);
      expect(told).toHaveLength(gathered.length);
      expect(told).toEqual(expect.arrayContaining(gathered));
    });
  });
}
