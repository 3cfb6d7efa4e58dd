import { IdempotencyKeyInUseError, IdempotencyKeyReusedError } from '#domain/errors';
import { type Claim, type IdempotencyStore, once, repeatable } from '#domain/idempotency';
import { aClaim } from '#test/claims';
import { SettableClock } from '#test/clock';
import { MemoryIdempotencyStore } from '#test/memory-idempotency-store';

/** Whatever it is: the rule looks at none of it. */
type Answer = { said: string };

const answer: Answer = { said: '{ "name":"Aïssatou", "amount":46800 }\n' };

function setup() {
  const clock = new SettableClock();
  const store = new MemoryIdempotencyStore<Answer>(clock.now);
  const seen: Claim[] = [];
  const act = async (claim: Claim): Promise<Answer> => {
    seen.push(claim);
    return answer;
  };
  /** The same request, a while later. */
  const again = (): Claim => aClaim({ createdAt: clock.now().toISOString() });
  return { clock, store, seen, act, again };
}

const anotherBody = () => aClaim({ requestHash: 'ff'.repeat(32) });

describe('a request with a key is processed once', () => {
  test('every repetition gets the same answer byte for byte', async () => {
    const { clock, store, seen, act, again } = setup();
    await once(store, aClaim(), act);
    clock.advance(86_400_000);
    expect(await once(store, again(), act)).toEqual(answer);
    expect(seen).toHaveLength(1);
  });

  test('the same key for another request is refused, and nothing is done', async () => {
    const { store, seen, act } = setup();
    await once(store, aClaim(), act);
    await expect(once(store, anotherBody(), act)).rejects.toThrow(IdempotencyKeyReusedError);
    expect(seen).toHaveLength(1);
  });

  test('also while the first request runs, and after it failed', async () => {
    const { store, act } = setup();
    const failing = once(store, aClaim(), async () => {
      await expect(once(store, anotherBody(), act)).rejects.toThrow(IdempotencyKeyReusedError);
      throw new Error('outage');
    });
    await expect(failing).rejects.toThrow('outage');
    await expect(once(store, anotherBody(), act)).rejects.toThrow(IdempotencyKeyReusedError);
  });

  test('a repetition while the first one runs is told to wait', async () => {
    const { store, act } = setup();
    await once(store, aClaim(), async (claim) => {
      await expect(once(store, aClaim(), act)).rejects.toThrow(IdempotencyKeyInUseError);
      return act(claim);
    });
  });

  test('a failure releases the key, and the next attempt derives the same ids', async () => {
    const { clock, store, seen, act, again } = setup();
    const outage = new Error('outage');
    await expect(
      once(store, aClaim(), async () => {
        throw outage;
      }),
    ).rejects.toBe(outage);
    clock.advance(5000);
    expect(await once(store, again(), act)).toEqual(answer);
    expect(seen).toEqual([aClaim()]);
  });

  test('a server that died halfway blocks its key only for some time', async () => {
    const { clock, store, seen, act, again } = setup();
    await store.claim(aClaim());
    await expect(once(store, again(), act)).rejects.toThrow(IdempotencyKeyInUseError);
    clock.advance(31_000);
    expect(await once(store, again(), act)).toEqual(answer);
    expect(seen).toEqual([aClaim()]);
  });

  test('an answer that could not be stored releases the key too', async () => {
    const { store, seen, act } = setup();
    const flaky: IdempotencyStore<Answer> = {
      claim: (claim) => store.claim(claim),
      answer: () => Promise.reject(new Error('throttled')),
      release: (claim) => store.release(claim),
    };
    await expect(once(flaky, aClaim(), act)).rejects.toThrow('throttled');
    expect(await once(store, aClaim(), act)).toEqual(answer);
    expect(seen).toHaveLength(2);
  });
});

describe('a duplicate of a request that is still running', () => {
  test('waits for the answer of the first one, and nothing is done twice', async () => {
    const { store, seen, act } = setup();
    await store.claim(aClaim());
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
      if (pauses === 2) await store.answer(aClaim(), answer);
    };
    expect(await once(store, aClaim(), act, { tries: 5, pause })).toEqual(answer);
    expect([pauses, seen]).toEqual([2, []]);
  });

  test('takes over when the first one failed, with the same claim', async () => {
    const { clock, store, seen, act, again } = setup();
    await store.claim(aClaim());
    const pause = () => {
      clock.advance(100);
      return store.release(aClaim());
    };
    expect(await once(store, again(), act, { tries: 5, pause })).toEqual(answer);
    expect(seen).toEqual([aClaim()]);
  });

  test('does not wait for ever', async () => {
    const { store, seen, act } = setup();
    await store.claim(aClaim());
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
    };
    await expect(once(store, aClaim(), act, { tries: 3, pause })).rejects.toThrow(
      IdempotencyKeyInUseError,
    );
    expect([pauses, seen]).toEqual([2, []]);
  });

  test('with another body is not a duplicate: it is refused at once', async () => {
    const { store, act } = setup();
    await store.claim(aClaim());
    const pause = () => Promise.reject(new Error('nobody waits here'));
    await expect(once(store, anotherBody(), act, { tries: 3, pause })).rejects.toThrow(
      IdempotencyKeyReusedError,
    );
  });
});

describe('an action that gives the same result each time', () => {
  test('gets the first claim every time', async () => {
    const { clock, store, again } = setup();
    expect(await repeatable(store, aClaim())).toEqual(aClaim());
    clock.advance(3_600_000);
    expect(await repeatable(store, again())).toEqual(aClaim());
  });

  test('is refused to another request with the same key', async () => {
    const { store } = setup();
    await repeatable(store, aClaim());
    await expect(repeatable(store, anotherBody())).rejects.toThrow(IdempotencyKeyReusedError);
  });
});
