import { type GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { optionalSecretReader, secretReader, secretsFromEnvironment } from '#runtime/secrets';
import { SettableClock } from '#test/clock';

function setup(value: string | undefined) {
  const clock = new SettableClock();
  const asked: unknown[] = [];
  const store = { value, isDown: false, isThere: true };
  const client = {
    send: async ({ input }: GetParameterCommand) => {
      asked.push(input);
      if (store.isDown) throw new Error('outage');
      if (!store.isThere) throw new ParameterNotFound({ $metadata: {}, message: 'no' });
      return { Parameter: store.value === undefined ? undefined : { Value: store.value } };
    },
  } as unknown as SSMClient;
  const nowMs = () => clock.now().getTime();
  const read = secretReader('/peage/stripe', client, nowMs);
  const readOptional = optionalSecretReader('/peage/stripe', client, nowMs);
  return { clock, asked, store, client, read, readOptional };
}

const minuteMs = 60_000;

test('a secret is read decrypted, once in five minutes', async () => {
  const { clock, asked, read } = setup('sk_1');
  expect(await read()).toEqual(['sk_1']);
  clock.advance(5 * minuteMs - 1);
  expect(await read()).toEqual(['sk_1']);
  expect(asked).toEqual([{ Name: '/peage/stripe', WithDecryption: true }]);
});

test('a rotated secret reaches us within five minutes', async () => {
  const { clock, store, read } = setup('sk_1');
  await read();
  store.value = 'sk_2,sk_1';
  clock.advance(5 * minuteMs);
  expect(await read()).toEqual(['sk_2', 'sk_1']);
});

test('and at once for whoever asks for a fresher one', async () => {
  const { clock, asked, store, read } = setup('sk_1');
  await read();
  store.value = 'sk_2';
  clock.advance(30_000);
  expect(await read(31_000)).toEqual(['sk_1']);
  expect(await read(30_000)).toEqual(['sk_2']);
  expect(await read()).toEqual(['sk_2']);
  expect(asked).toHaveLength(2);
});

test('blanks between commas are no secrets', async () => {
  expect(await setup('sk_2,,sk_1,').read()).toEqual(['sk_2', 'sk_1']);
});

test.each([undefined, '', ',', ',,'])('a secret without a value stops us: %p', async (value) => {
  await expect(setup(value).read()).rejects.toThrow('no value');
});

test('an outage is not remembered, and an old value is not taken for a fresh one', async () => {
  const { clock, store, read } = setup('sk_1');
  await read();
  store.isDown = true;
  expect(await read()).toEqual(['sk_1']);
  clock.advance(5 * minuteMs);
  await expect(read()).rejects.toThrow('outage');
  store.isDown = false;
  expect(await read()).toEqual(['sk_1']);
});

test('a secret that is not there stops us, where we cannot do without', async () => {
  const { store, read } = setup('sk_1');
  store.isThere = false;
  await expect(read()).rejects.toThrow('no value');
});

describe('a secret that not every shop has', () => {
  test.each([undefined, '', ','])('has no values when it is %p', async (value) => {
    expect(await setup(value).readOptional()).toEqual([]);
  });

  test('has none when it is missing, and is found at once when it is put in place', async () => {
    const { store, readOptional } = setup('sk_1');
    store.isThere = false;
    expect(await readOptional()).toEqual([]);
    store.isThere = true;
    expect(await readOptional()).toEqual(['sk_1']);
  });

  test('is kept for five minutes once it is there', async () => {
    const { asked, readOptional } = setup('sk_1');
    await readOptional();
    await readOptional();
    expect(asked).toHaveLength(1);
  });

  test('an outage is not taken for a missing one', async () => {
    const { store, readOptional } = setup('sk_1');
    store.isDown = true;
    await expect(readOptional()).rejects.toThrow('outage');
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
      const { client, asked } = setup('WH-1');
      const read = secretsFromEnvironment(client);
      expect([await read(name), await read(name)]).toEqual([['WH-1'], ['WH-1']]);
      expect(asked).toEqual([{ Name: '/peage/paypal/webhook-id', WithDecryption: true }]);
    },
  );

  test('a function that has no such variable may not read it', async () => {
    const { client, asked } = setup('WH-1');
    const attempt = async () => secretsFromEnvironment(client)('paypal/webhook-id');
    await expect(attempt()).rejects.toThrow(variable);
    expect(asked).toEqual([]);
  });
});
