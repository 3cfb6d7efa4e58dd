import { type DigestDue, hourOf, sendDigest, startOfHour } from '#domain/messages/admin-notes';
import { notifyOfInvoice } from '#domain/messages/notify-of-invoice';
import { KillSwitch, type Moment, momentsOf, ProcessKilled } from '#test/crash';
import { MemoryMessageStore } from '#test/memory-message-store';
import { numberOf, aShopWithNotes as setup } from '#test/shop-with-notes';

describe('notes to the admin', () => {
  test('the first of an hour are sent separately, all others as one digest at its end', async () => {
    const { pay, runQueue, toAdmin, toBuyers, queued } = await setup(2);
    for (const index of [1, 2, 3, 4, 5]) await pay(index);
    expect(toAdmin()).toEqual([numberOf(1), numberOf(2)]);
    expect(toBuyers()).toHaveLength(5);
    expect(queued).toHaveLength(1);
    await runQueue('2026-11-21T11:04:59.000Z');
    expect(toAdmin()).toHaveLength(2);
    await runQueue('2026-11-21T11:05:00.000Z');
    expect(toAdmin().slice(2)).toEqual([`2026-11-21T10 ${[3, 4, 5].map(numberOf).join()}`]);
    expect(queued).toEqual([]);
  });

  test('no digest is sent for an hour without further notes', async () => {
    const { pay, toAdmin, queued } = await setup(2);
    await pay(1, 2);
    expect(toAdmin()).toHaveLength(2);
    expect(queued).toEqual([]);
  });

  test('of many at once each is sent once', async () => {
    const { pay, runQueue, toAdmin, queued } = await setup(3);
    await pay(...Array.from({ length: 20 }, (_, index) => index + 1));
    expect(toAdmin()).toHaveLength(3);
    expect(queued).toHaveLength(1);
    await runQueue('2026-11-21T12:00:00.000Z');
    const numbers = toAdmin()
      .join()
      .match(/FA-\d+-\d+/g)!;
    expect(numbers).toHaveLength(20);
    expect(new Set(numbers).size).toBe(20);
  });

  test('a repeated event takes one place, and is in the digest once', async () => {
    const { deps, paid, runQueue, toAdmin } = await setup(2);
    const events = [1, 1, 2, 3, 3].map((index) => paid(index));
    for (const event of events) await notifyOfInvoice(deps, event);
    await runQueue('2026-11-21T12:00:00.000Z');
    expect(toAdmin()).toEqual([numberOf(1), numberOf(2), `2026-11-21T10 ${numberOf(3)}`]);
  });

  test('each hour has its own places and its own digest', async () => {
    const { pay, clock, runQueue, toAdmin } = await setup(1);
    clock.set('2026-11-21T10:59:59.999Z');
    await pay(1);
    await pay(2);
    clock.set('2026-11-21T11:00:00.000Z');
    await pay(3);
    await pay(4);
    await runQueue('2026-11-21T13:00:00.000Z');
    expect(toAdmin()).toEqual([
      numberOf(1),
      numberOf(3),
      `2026-11-21T10 ${numberOf(2)}`,
      `2026-11-21T11 ${numberOf(4)}`,
    ]);
  });

  test('an event of the previous hour that arrives now counts in its own hour', async () => {
    const { deps, pay, paid, clock, runQueue, toAdmin } = await setup(1);
    await pay(1);
    const late = paid(2, '2026-11-21T10:59:59.000Z');
    clock.set('2026-11-21T11:00:01.000Z');
    await notifyOfInvoice(deps, late);
    await runQueue('2026-11-21T13:00:00.000Z');
    expect(toAdmin()).toEqual([numberOf(1), `2026-11-21T10 ${numberOf(2)}`]);
  });

  test('with a limit of zero, the digest contains all', async () => {
    const { pay, runQueue, toAdmin, queued } = await setup(0);
    for (const index of [1, 2]) await pay(index);
    expect(toAdmin()).toEqual([]);
    expect(queued).toHaveLength(1);
    await runQueue('2026-11-21T12:00:00.000Z');
    expect(toAdmin()).toEqual([`2026-11-21T10 ${[1, 2].map(numberOf).join()}`]);
  });
});

describe('after an hour’s digest was sent', () => {
  async function closedHour() {
    const shop = await setup(1);
    await shop.pay(1, 2);
    await shop.runQueue('2026-11-21T12:10:00.000Z');
    expect(shop.toAdmin()).toHaveLength(2);
    return shop;
  }

  test('a late event of that hour takes a place in the current one', async () => {
    const { deps, paid, toAdmin } = await closedHour();
    await notifyOfInvoice(deps, paid(3, '2026-11-21T10:30:00.000Z'));
    expect(toAdmin().slice(2)).toEqual([numberOf(3)]);
  });

  test('a thousand late events of an outage are a digest too, not a thousand notes', async () => {
    const { deps, paid, runQueue, toAdmin } = await closedHour();
    for (let index = 3; index <= 1_002; index++)
      await notifyOfInvoice(deps, paid(index, '2026-11-21T10:30:00.000Z'));
    expect(toAdmin().slice(2)).toEqual([numberOf(3)]);
    await runQueue('2026-11-21T14:00:00.000Z');
    expect(toAdmin()).toHaveLength(4);
    expect(toAdmin().at(-1)!.match(/FA-/g)).toHaveLength(999);
  });

  test('its events are not sent again when repeated', async () => {
    const { deps, paid, toAdmin, clock } = await closedHour();
    // The run that gathered it died before it could note that it was done.
    deps.messages = new MemoryMessageStore(clock.now);
    await notifyOfInvoice(deps, paid(2, '2026-11-21T10:05:00.000Z'));
    expect(toAdmin()).toHaveLength(2);
  });

  test('a second message about it sends nothing', async () => {
    const { deps, toAdmin } = await closedHour();
    const message: DigestDue = { type: 'admin.digest', hour: '2026-11-21T10', requestId: 'r' };
    await sendDigest(deps, message);
    expect(toAdmin()).toHaveLength(2);
  });
});

describe('a run that dies between any two of its steps', () => {
  /** Pays three times with one place, the third under a switch; then all is tried again until done. */
  async function crashing(moment?: Moment) {
    const shop = await setup(1);
    await shop.pay(1);
    const kill = new KillSwitch(moment);
    const { adminNotes, digests, messages } = shop.deps;
    Object.assign(shop.deps, {
      adminNotes: kill.watch(adminNotes),
      digests: kill.watch(digests),
      messages: kill.watch(messages),
    });
    const second = shop.paid(2);
    try {
      await notifyOfInvoice(shop.deps, second);
    } catch (error) {
      if (!(error instanceof ProcessKilled)) throw error;
    }
    Object.assign(shop.deps, { adminNotes, digests, messages });
    shop.clock.advance(3 * 60_000);
    await notifyOfInvoice(shop.deps, second);
    await shop.runQueue('2026-11-21T12:00:00.000Z');
    return { calls: kill.calls, toAdmin: shop.toAdmin() };
  }

  test('loses no note and sends none twice', async () => {
    const { calls } = await crashing();
    expect(calls).toBeGreaterThan(4);
    for (const moment of momentsOf(calls)) {
      const { toAdmin } = await crashing(moment);
      expect([moment, toAdmin]).toEqual([moment, [numberOf(1), `2026-11-21T10 ${numberOf(2)}`]]);
    }
  });
});

test('a digest that was not accepted is tried again', async () => {
  const { deps, pay, clock, queued, toAdmin } = await setup(0);
  await pay(1);
  clock.set('2026-11-21T11:05:00.000Z');
  const { mails } = deps;
  deps.mails = { send: () => Promise.reject(new Error('mailbox is full')) };
  await expect(sendDigest(deps, queued[0]!.message)).rejects.toThrow('mailbox is full');
  deps.mails = mails;
  expect(await sendDigest(deps, queued[0]!.message)).toEqual({ kind: 'sent', count: 1 });
  expect(toAdmin()).toHaveLength(1);
});

test('an empty digest is not sent', async () => {
  const { deps, toAdmin } = await setup();
  const message: DigestDue = { type: 'admin.digest', hour: '2026-11-21T08', requestId: 'r' };
  expect(await sendDigest(deps, message)).toEqual({ kind: 'sent', count: 0 });
  expect(toAdmin()).toEqual([]);
});

describe('an hour', () => {
  test('is in UTC', () => {
    expect(hourOf(new Date('2026-11-21T10:59:59.999Z'))).toBe('2026-11-21T10');
    expect(startOfHour('2026-11-21T10').toISOString()).toBe('2026-11-21T10:00:00.000Z');
  });

  test.each(['', '2026-11-21', '2026-11-21T24', '2026-02-30T10', '2026-11-21T10:00', 'MESSAGE#x'])(
    '"%s" is not an hour',
    (text) => expect(() => startOfHour(text)).toThrow('is not an hour'),
  );
});
