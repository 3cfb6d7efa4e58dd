import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock';
import type { Claim, IdempotencyStore } from '#domain/idempotency';
import { aClaim } from '#test/claims';
import { SettableClock } from '#test/clock';

const answer = { statusCode: 201, body: '{"id":"pay_1","name":"Aïssatou"}' };

/** Longer than any lease. */
const longMs = 15 * 60_000;

/** What every store of claims promises. Ids are random, so that a table may be shared. */
export function describeIdempotencyStore(
  name: string,
  makeStore: (now: Clock) => Promise<IdempotencyStore<{ statusCode: number; body: string }>>,
): void {
  async function setup() {
    const clock = new SettableClock();
    const store = await makeStore(clock.now);
    const claim = aClaim({ id: randomUUID() });
    const later = (changes: Partial<Claim> = {}): Claim => ({
      ...claim,
      createdAt: clock.now().toISOString(),
      ...changes,
    });
    return { clock, store, claim, later };
  }

  describe(`${name} stores claims`, () => {
    test('the first caller gets the claim, all others wait', async () => {
      const { store, claim, later } = await setup();
      expect(await store.claim(claim)).toEqual({ kind: 'claimed', claim });
      expect(await store.claim(later())).toEqual({ kind: 'in_use', claim });
    });

    test('claims with different ids are independent', async () => {
      const { store, claim, later } = await setup();
      await store.claim(claim);
      expect(await store.claim(later({ id: randomUUID() }))).toMatchObject({ kind: 'claimed' });
    });

    test('once it is answered, every repetition gets that answer and the first claim', async () => {
      const { clock, store, claim, later } = await setup();
      await store.claim(claim);
      await store.answer(claim, answer);
      clock.advance(longMs);
      expect(await store.claim(later())).toEqual({ kind: 'answered', claim, answer });
    });

    test('a stored answer is never replaced', async () => {
      const { store, claim } = await setup();
      await store.claim(claim);
      await store.answer(claim, answer);
      await store.answer(claim, { statusCode: 500, body: 'late' });
      expect(await store.claim(claim)).toEqual({ kind: 'answered', claim, answer });
    });

    test('a released claim can be taken again, and keeps its first time', async () => {
      const { clock, store, claim, later } = await setup();
      await store.claim(claim);
      await store.release(claim);
      clock.advance(5000);
      expect(await store.claim(later())).toEqual({ kind: 'claimed', claim });
      expect(await store.claim(later())).toEqual({ kind: 'in_use', claim });
    });

    test('a holder that died loses the claim after some time', async () => {
      const { clock, store, claim, later } = await setup();
      await store.claim(claim);
      clock.advance(longMs);
      expect(await store.claim(later())).toEqual({ kind: 'claimed', claim });
    });

    test('of five that find a dead holder, one takes over', async () => {
      const { clock, store, claim, later } = await setup();
      await store.claim(claim);
      clock.advance(longMs);
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => store.claim(later())));
      expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === 'in_use')).toHaveLength(4);
    });

    test('releasing an answered claim has no effect', async () => {
      const { store, claim } = await setup();
      await store.claim(claim);
      await store.answer(claim, answer);
      await store.release(claim);
      expect(await store.claim(claim)).toEqual({ kind: 'answered', claim, answer });
    });

    test('another request with the same id sees the existing claim, and never takes it', async () => {
      const { clock, store, claim, later } = await setup();
      await store.claim(claim);
      await store.release(claim);
      clock.advance(longMs);
      const other = later({ requestHash: 'ff'.repeat(32) });
      expect(await store.claim(other)).toEqual({ kind: 'in_use', claim });
      expect(await store.claim(later())).toEqual({ kind: 'claimed', claim });
    });
  });
}
