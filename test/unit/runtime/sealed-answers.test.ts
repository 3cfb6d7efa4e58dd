import { once } from '#domain/idempotency';
import type { StoredAnswer } from '#runtime/http';
import { type SealedAnswer, sealing } from '#runtime/sealed-answers';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { aClaim } from '#test/claims';
import { SettableClock } from '#test/clock';
import { MemoryTable } from '#test/memory-table';
import { rowsNaming } from '#test/rows-naming';

const answer: StoredAnswer = {
  statusCode: 201,
  body: JSON.stringify({ email: 'awa@boite.example', name: 'Awa Koné' }),
};

function setup() {
  const memory = new MemoryTable();
  const { now } = new SettableClock();
  const store = new DynamoIdempotencyStore<StoredAnswer | SealedAnswer>(memory.table, now);
  const claim = aClaim();
  const ask = (secret: string, given = answer) =>
    once(sealing(store, secret), claim, async () => given);
  return { memory, store, claim, ask };
}

test('the same caller with the same key gets the same bytes, and the table names nobody', async () => {
  const { memory, ask } = setup();
  expect(await ask('key_shop\nkey:42')).toEqual(answer);
  expect(await ask('key_shop\nkey:42', { ...answer, statusCode: 500 })).toEqual(answer);
  expect(memory.rows()).toHaveLength(1);
  expect(rowsNaming(memory.rows(), ['awa@boite', 'koné'])).toEqual([]);
});

test('nobody else opens it, and nobody changes it', async () => {
  const { memory, ask } = setup();
  await ask('key_shop\nkey:42');
  await expect(ask('key_shop\nkey:43')).rejects.toThrow(/authenticate/);
  const row = memory.row('CLAIM');
  const { sealed } = row.answer as SealedAnswer;
  sealed[40]! ^= 1;
  memory.put(row);
  await expect(ask('key_shop\nkey:42')).rejects.toThrow(/authenticate/);
});

test('an answer of an earlier release is read as it was stored', async () => {
  const { store, claim, ask } = setup();
  await store.claim(claim);
  await store.answer(claim, answer);
  expect(await ask('key_shop\nkey:42', { ...answer, statusCode: 500 })).toEqual(answer);
});

test('a seal makes no row larger', async () => {
  const { memory, store, ask } = setup();
  const lines = Array.from({ length: 5 }, () => ({ description: 'Affiche A2', unitAmount: 2_400 }));
  const long = { ...answer, body: JSON.stringify({ id: 'pay_1', status: 'pending', lines }) };
  const sizes: number[] = [];
  await ask('key_shop\nkey:42', long);
  sizes.push((memory.row('CLAIM').answer as SealedAnswer).sealed.length);
  expect(sizes[0]).toBeLessThan(JSON.stringify(long).length);
  expect(store).toBeDefined();
});
