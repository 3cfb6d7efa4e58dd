import type { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { secretReader } from '#runtime/secrets';
import { SettableClock } from '#test/clock';

function setup(value: string | undefined) {
  const clock = new SettableClock();
  const asked: unknown[] = [];
  const store = { value, isDown: false };
  const client = {
    send: async ({ input }: GetParameterCommand) => {
      asked.push(input);
      if (store.isDown) throw new Error('outage');
      return { Parameter: store.value === undefined ? undefined : { Value: store.value } };
    },
  } as unknown as SSMClient;
  const read = secretReader('/peage/stripe', client, () => clock.now().getTime());
  return { clock, asked, store, read };
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
