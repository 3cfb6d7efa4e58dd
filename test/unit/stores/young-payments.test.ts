import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoReadingPositions } from '#stores/reading-positions';
import { MemoryTable } from '#test/memory-table';
import { aPayment, paymentIdOf } from '#test/payments';

const minuteMs = 60_000;

/** A shop whose payments are opened at ten, and the minutes that have passed since. */
function setup() {
  const memory = new MemoryTable();
  const opened = Date.parse('2026-11-21T10:00:00.000Z');
  const at = (minutes: number) => new Date(opened + minutes * minuteMs);
  let minutes = 0;
  const now = () => at(minutes);
  const payments = new DynamoPaymentStore(memory.table, now);
  return {
    memory,
    payments,
    at,
    passes: (until: number) => {
      minutes = until;
    },
    open: (name: string, changes: Parameters<typeof aPayment>[0] = {}) =>
      payments.createOrGet(
        aPayment({
          id: paymentIdOf(name, now().toISOString()),
          createdAt: now().toISOString(),
          version: 1,
          ...changes,
        }),
      ),
    /** As the schedule asks, at its time. */
    due: (limit = 50) => payments.listDue(now(), limit),
    isIndexed: (id: string) => memory.row('PAYMENT', `PAYMENT#${id}`).dueSk !== undefined,
    position: async () => (await new DynamoReadingPositions(memory.table).load('payments'))?.since,
  };
}

describe('a payment that is paid soon costs no key of what is due', () => {
  test('it has none when it is opened, nor when its checkout is known, nor when it is paid', async () => {
    const { payments, open, isIndexed } = setup();
    const payment = await open('soon');
    expect(isIndexed(payment.id)).toBe(false);
    await payments.save({ payment: { ...payment, version: 2 } });
    expect(isIndexed(payment.id)).toBe(false);
    const paid = { ...payment, status: 'completed' as const, checkAt: undefined, version: 3 };
    await payments.save({ payment: paid });
    expect(isIndexed(payment.id)).toBe(false);
  });

  test('it is not read again once it was found to be paid', async () => {
    const { payments, open, due, passes, position } = setup();
    const payment = await open('paid');
    await payments.save({
      payment: { ...payment, status: 'completed', checkAt: undefined, version: 2 },
    });
    passes(16);
    expect(await due()).toEqual([]);
    expect(await position()).toBe('2026-11-21T10:00:00.000Z');
  });
});

describe('no payment without news is forgotten', () => {
  test('it is due at its first check, and stays so until it was checked', async () => {
    const { payments, open, due, passes, at, isIndexed } = setup();
    const { id } = await open('abandoned');
    passes(14);
    expect(await due()).toEqual([]);
    passes(16);
    expect(await due()).toEqual([id]);
    expect(isIndexed(id)).toBe(true);
    expect(await due()).toEqual([id]);
    await payments.postpone(id, at(30).toISOString());
    expect(await due()).toEqual([]);
    passes(31);
    expect(await due()).toEqual([id]);
  });

  test('mobile money, which is asked about after a minute, is in the index at once', async () => {
    const { open, due, passes, at } = setup();
    const { id } = await open('mobile', {
      method: 'mobile_money',
      checkAt: at(1).toISOString(),
    });
    passes(2);
    expect(await due()).toEqual([id]);
  });

  test('one that a retry stores minutes later is, too: its age has been passed', async () => {
    const { open, due, passes, at, isIndexed } = setup();
    await open('other');
    passes(40);
    await due();
    const early = at(-5).toISOString();
    const { id } = await open('late', { id: paymentIdOf('late', early), createdAt: early });
    expect(isIndexed(id)).toBe(true);
    expect(await due()).toContain(id);
  });

  test('one that was cancelled at once, whose money may still come, is watched like the others', async () => {
    const { payments, open, due, passes, at } = setup();
    const payment = await open('cancelled');
    const checkAt = at(60).toISOString();
    await payments.save({ payment: { ...payment, status: 'cancelled', checkAt, version: 2 } });
    passes(20);
    expect(await due()).toEqual([]);
    passes(61);
    expect(await due()).toEqual([payment.id]);
  });

  test('those that wait longest come first, and no more than asked for', async () => {
    const { open, due, passes } = setup();
    const ids = [];
    for (const minute of [0, 1, 2]) {
      passes(minute);
      ids.push((await open(`${minute}`)).id);
    }
    passes(30);
    expect(await due(2)).toEqual(ids.slice(0, 2));
    expect(await due()).toEqual(ids);
  });

  test('a crash before the position is stored skips none', async () => {
    const { open, due, passes, position } = setup();
    const { id } = await open('first');
    passes(16);
    const { save } = DynamoReadingPositions.prototype;
    DynamoReadingPositions.prototype.save = () => Promise.reject(new Error('crashed'));
    await expect(due()).rejects.toThrow('crashed');
    DynamoReadingPositions.prototype.save = save;
    expect(await position()).toBeUndefined();
    expect(await due()).toEqual([id]);
  });

  test('a schedule that is run for a time to come passes nothing that is made until then', async () => {
    const { payments, open, passes, at, due, position } = setup();
    const { id: first } = await open('first');
    passes(1);
    expect(await payments.listDue(at(120), 50)).toEqual([first]);
    expect(await position()).toBe(at(-14).toISOString());
    const { id: second } = await open('second');
    passes(17);
    expect(await due()).toEqual([first, second]);
  });
});
