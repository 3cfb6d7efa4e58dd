import fc from 'fast-check';
import { liveValues } from '#runtime/live-values';
import type { ParameterStore } from '#runtime/parameter-store';
import {
  optionalSecretReader,
  SecretBook,
  secretReader,
  secretsFromEnvironment,
} from '#runtime/secrets';
import { SettableClock } from '#test/clock';

const stripe = '/peage/stripe';

function setup(value: string | undefined, names: string[] = [stripe], random = 0) {
  const clock = new SettableClock();
  const asked: string[][] = [];
  const store: { values: Record<string, string | undefined>; isDown: boolean } = {
    values: { [stripe]: value },
    isDown: false,
  };
  const parameters: ParameterStore = {
    getParameters: async (wanted) => {
      asked.push([...wanted]);
      if (store.isDown) throw new Error('outage');
      return wanted.flatMap((Name) => {
        const Value = store.values[Name];
        return Value === undefined ? [] : [{ Name, Value }];
      });
    },
  };
  const book = new SecretBook({
    store: parameters,
    names,
    now: () => clock.now().getTime(),
    random: () => random,
  });
  const read = secretReader(stripe, book);
  const readOptional = optionalSecretReader(stripe, book);
  return { clock, asked, store, parameters, book, read, readOptional };
}

const minuteMs = 60_000;

test('a secret is read decrypted, once in five minutes', async () => {
  const { clock, asked, read } = setup('sk_1');
  expect(await read()).toEqual(['sk_1']);
  clock.advance(5 * minuteMs - 1);
  expect(await read()).toEqual(['sk_1']);
  expect(asked).toEqual([[stripe]]);
});

test('a rotated secret is used within five minutes', async () => {
  const { clock, store, read } = setup('sk_1');
  await read();
  store.values[stripe] = '["sk_2","sk_1"]';
  clock.advance(5 * minuteMs);
  expect(await read()).toEqual(['sk_2', 'sk_1']);
});

test('and at once if a fresher one is requested', async () => {
  const { clock, asked, store, read } = setup('sk_1');
  await read();
  store.values[stripe] = 'sk_2';
  clock.advance(30_000);
  expect(await read(31_000)).toEqual(['sk_1']);
  expect(await read(30_000)).toEqual(['sk_2']);
  expect(await read()).toEqual(['sk_2']);
  expect(asked).toHaveLength(2);
});

test.each([undefined, '', '[]', '[""]'])(
  'a secret without a value is an error: %p',
  async (value) => {
    await expect(setup(value).read()).rejects.toThrow('no value');
  },
);

test('an outage is not cached, and an old value does not count as a fresh one', async () => {
  const { clock, store, read } = setup('sk_1');
  await read();
  store.isDown = true;
  expect(await read()).toEqual(['sk_1']);
  clock.advance(5 * minuteMs);
  await expect(read()).rejects.toThrow('outage');
  store.isDown = false;
  expect(await read()).toEqual(['sk_1']);
});

test('a missing secret is an error, if it is required', async () => {
  const { read } = setup(undefined);
  await expect(read()).rejects.toThrow('no value');
});

describe('a secret that only some shops have', () => {
  test.each([undefined, '', '[]'])('has no values when it is %p', async (value) => {
    expect(await setup(value).readOptional()).toEqual([]);
  });

  test('has none if it is missing, and is found at once when it is added', async () => {
    const { store, readOptional } = setup(undefined);
    expect(await readOptional()).toEqual([]);
    store.values[stripe] = 'sk_1';
    expect(await readOptional()).toEqual(['sk_1']);
  });

  test('is cached for five minutes once it exists', async () => {
    const { asked, readOptional } = setup('sk_1');
    await readOptional();
    await readOptional();
    expect(asked).toHaveLength(1);
  });

  test('an outage does not count as missing', async () => {
    const { store, readOptional } = setup('sk_1');
    store.isDown = true;
    await expect(readOptional()).rejects.toThrow('outage');
  });
});

describe('all secrets of a function are read at once [A8]', () => {
  const names = [stripe, '/peage/paypal', '/peage/token'];
  const all = { [stripe]: 'a', '/peage/paypal': 'b', '/peage/token': 'c' };

  test('whichever is requested first, one request reads them all', async () => {
    const { asked, store, book } = setup('a', names);
    store.values = all;
    const read = names.map((name) => book.read(name));
    expect(await Promise.all(read)).toEqual([['a'], ['b'], ['c']]);
    expect(await book.read('/peage/paypal')).toEqual(['b']);
    expect(asked).toEqual([names]);
  });

  test('a missing one is read with the others, and causes no further requests for them', async () => {
    const { asked, store, book } = setup('a', names);
    store.values = { ...all, '/peage/token': undefined };
    expect(await book.read('/peage/token')).toEqual([]);
    expect(await book.read(stripe)).toEqual(['a']);
    expect(asked).toHaveLength(1);
  });

  test('more than SSM returns at once are requested ten at a time', async () => {
    const many = Array.from({ length: 23 }, (_, number) => `/peage/${number}`);
    const { asked, store, book } = setup(undefined, many);
    store.values = Object.fromEntries(many.map((name) => [name, name]));
    expect(await book.read('/peage/22')).toEqual(['/peage/22']);
    expect(asked.map((part) => part.length)).toEqual([10, 10, 3]);
  });

  test('functions that started together read again at different times, none after five minutes', async () => {
    const readAgainAfter = async (random: number): Promise<number> => {
      const { asked, clock, read } = setup('sk_1', [stripe], random);
      await read();
      for (let minutes = 0; asked.length === 1; minutes += 0.25) {
        if (minutes > 0) clock.advance(15_000);
        await read();
        if (asked.length > 1) return minutes;
      }
      return 0;
    };
    expect(await Promise.all([0, 0.5, 1].map(readAgainAfter))).toEqual([5, 4.5, 4]);
  });

  test('an outage while several wait fails each of them, and the next request is a new one', async () => {
    const { store, read } = setup('sk_1');
    store.isDown = true;
    const outcomes = await Promise.allSettled([read(), read()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    store.isDown = false;
    expect(await read()).toEqual(['sk_1']);
  });
});

describe('no character can split a secret [B11]', () => {
  test.each([
    ['a,b', ['a,b']],
    ['pass,word,', ['pass,word,']],
    ['["new","old"]', ['new', 'old']],
    [' [ "a,b" , "c" ] ', ['a,b', 'c']],
    ['["new",""]', ['new']],
    ['[not a list', ['[not a list']],
    ['[1,2]', ['[1,2]']],
    ['', []],
  ])('%s', (text, values) => {
    expect(liveValues(text)).toEqual(values);
  });

  test('with any characters, both of two secrets are read whole', () => {
    const secret = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(secret, secret, (fresh, old) => {
        expect(liveValues(JSON.stringify([fresh, old]))).toEqual([fresh, old]);
      }),
    );
  });

  test('a secret that is not a list is read whole, and the operator’s check reads the same', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (secret) => {
        if (!secret.trimStart().startsWith('[')) expect(liveValues(secret)).toEqual([secret]);
      }),
    );
  });
});

describe('secrets that variables of the function name', () => {
  const variable = 'PAYPAL_WEBHOOK_ID_PARAMETER';

  afterEach(() => {
    delete process.env[variable];
  });

  test.each(['paypal/webhook-id', 'paypal-webhook-id'])(
    '%s is read from the parameter of its variable, once',
    async (name) => {
      process.env[variable] = '/peage/paypal/webhook-id';
      const { asked, parameters, store } = setup(undefined);
      store.values = { '/peage/paypal/webhook-id': 'WH-1' };
      const read = secretsFromEnvironment(new SecretBook({ store: parameters }));
      expect([await read(name), await read(name)]).toEqual([['WH-1'], ['WH-1']]);
      expect(asked).toEqual([['/peage/paypal/webhook-id']]);
    },
  );

  test('a function without such a variable may not read it', async () => {
    const { book, asked } = setup('WH-1');
    const attempt = async () => secretsFromEnvironment(book)('paypal/webhook-id');
    await expect(attempt()).rejects.toThrow(variable);
    expect(asked).toEqual([]);
  });
});
