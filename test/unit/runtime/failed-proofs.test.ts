import { type Ban, failedProofsMax } from '#domain/access/failed-proofs';
import { addressSubject } from '#domain/access/network';
import { watchProofs } from '#domain/access/watch-proofs';
import { InvalidRequestError, NotFoundError } from '#domain/errors';
import { httpFunction, json } from '#runtime/http';
import { countFailedProofs } from '#runtime/proofs';
import { DynamoFailedProofs } from '#stores/failed-proofs';
import { anHttpEvent } from '#test/http-events';
import { MemoryTable } from '#test/memory-table';

const minuteMs = 60_000;
const hour = 3_600;
const address = '192.0.2.1';

function setup() {
  const memory = new MemoryTable();
  const store = new DynamoFailedProofs(memory.table);
  let time = Date.parse('2026-11-21T10:00:00.000Z');
  const now = () => new Date(time);
  let written = 0;
  const counted = {
    count: (subject: string, at: Date) => {
      written++;
      return store.count(subject, at);
    },
    lastBan: (subject: string) => store.lastBan(subject),
    ban: (ban: Ban, at: Date) => store.ban(ban, at),
    running: (at: Date) => store.running(at),
  };
  const readKeys = async () => ['a key of client tokens'];
  let troubles = 0;
  const noteTrouble = async () => {
    troubles++;
  };
  const deps = { proofs: counted, readKeys, now, noteTrouble, onFault: () => {} };
  const instance = () => watchProofs(deps);
  const watch = instance();
  const passMs = (milliseconds: number) => {
    time += milliseconds;
  };
  /** What the last of so many wrong proofs gets. */
  async function fail(times: number, from: { address: string; keyId?: string } = { address }) {
    let last: number | undefined;
    for (let i = 0; i < times; i++) last = await watch.noteFailedProof(from);
    return last;
  }
  return {
    memory,
    store,
    watch,
    instance,
    fail,
    now,
    passMs,
    writes: () => written,
    troubles: () => troubles,
  };
}

describe('wrong keys and tokens', () => {
  test('of an address are refused for an hour when there were too many in an hour', async () => {
    const { fail, passMs } = setup();
    expect(await fail(failedProofsMax.address - 1)).toBeUndefined();
    expect(await fail(1)).toBe(hour);
    passMs(20 * minuteMs);
    expect(await fail(1)).toBe(40 * 60);
  });

  test('of days are not added up, and other addresses are not concerned', async () => {
    const { fail, passMs } = setup();
    await fail(failedProofsMax.address - 1);
    passMs(60 * minuteMs);
    expect(await fail(failedProofsMax.address - 1)).toBeUndefined();
    expect(await fail(1, { address: '192.0.2.2' })).toBeUndefined();
  });

  test('of who goes on are refused twice as long each time, a day at most', async () => {
    const { fail, passMs } = setup();
    const bans: unknown[] = [];
    for (let round = 0; round < 7; round++) {
      const seconds = await fail(failedProofsMax.address);
      bans.push(seconds! / hour);
      passMs(seconds! * 1_000);
    }
    expect(bans).toEqual([1, 2, 4, 8, 16, 24, 24]);
  });

  test('for one key are refused from wherever they come', async () => {
    const { watch } = setup();
    const keyId = `key_${'0'.repeat(26)}`;
    const from = (host: number) => watch.noteFailedProof({ address: `198.51.100.${host}`, keyId });
    for (let host = 1; host < failedProofsMax.key; host++) expect(await from(host)).toBeUndefined();
    expect(await from(200)).toBe(hour);
    expect(await watch.noteFailedProof({ address: '198.51.100.1' })).toBeUndefined();
  });

  test('during a ban cost a write a minute, not one each', async () => {
    const { fail, writes, passMs } = setup();
    await fail(failedProofsMax.address);
    const before = writes();
    await fail(500);
    expect(writes()).toBe(before);
    passMs(minuteMs);
    await fail(500);
    expect(writes()).toBe(before + 1);
  });

  test('are refused by other instances, too, and no more when an operator lifted the ban', async () => {
    const { fail, instance, store, watch, passMs, now } = setup();
    await fail(failedProofsMax.address);
    expect(await instance().noteFailedProof({ address })).toBe(hour);
    const [ban] = await store.listBans(now());
    expect(ban).toMatchObject({ times: 1, by: 'limit', until: '2026-11-21T11:00:00.000Z' });
    expect(await store.lift(ban!.subject, now())).toBe(true);
    expect(await store.lift(ban!.subject, now())).toBe(false);
    expect(await store.listBans(now())).toEqual([]);
    passMs(60 * minuteMs);
    expect(await watch.noteFailedProof({ address })).toBeUndefined();
  });

  test('of one machine of IPv6 are counted together, whatever address of its 64 bits it takes', async () => {
    const subjects = ['2001:db8:1:2::1', '2001:0db8:1:2:ffff::9', '2001:db8:1:2:3:4:5:6'].map(
      (one) => addressSubject(one, ['key']),
    );
    expect(new Set(subjects).size).toBe(1);
    expect(addressSubject('2001:db8:1:3::1', ['key'])).not.toBe(subjects[0]);
    expect(addressSubject('2001:db8:1:2::1', ['another'])).not.toBe(subjects[0]);
  });

  test('leave no address behind, and nothing for ever', async () => {
    const { memory, fail } = setup();
    await fail(failedProofsMax.address);
    expect(memory.rows()).toHaveLength(2);
    expect(JSON.stringify(memory.rows())).not.toContain('192.0.2');
    for (const { ttl } of memory.rows()) expect(ttl).toEqual(expect.any(Number));
  });

  test('are answered as before while the table does not answer, or behind a proxy of one’s own', async () => {
    const { watch } = setup();
    const down = () => Promise.reject(new Error('down'));
    const { noteFailedProof } = watchProofs({
      proofs: { count: down, lastBan: down, ban: down, running: down },
      readKeys: async () => ['key'],
      now: () => new Date(),
      noteTrouble: async () => {},
      onFault: (error) => expect(error.message).toBe('down'),
    });
    expect(await noteFailedProof({ address })).toBeUndefined();
    for (const inside of ['127.0.0.1', '10.1.2.3', '192.168.1.1', '::1', 'fd00::1'])
      for (let i = 0; i <= failedProofsMax.address; i++)
        expect(await watch.noteFailedProof({ address: inside })).toBeUndefined();
  });
});

test('wrong keys and tokens are noted as a trouble, until their sender is banned', async () => {
  const { fail, troubles } = setup();
  await fail(failedProofsMax.address + 50);
  expect(troubles()).toBe(failedProofsMax.address);
});

describe('strangers who prove nothing', () => {
  test('are refused from a banned address, by a list that is read twice a minute at most', async () => {
    const { fail, watch, instance, passMs } = setup();
    expect(await watch.strangersBan(address)).toBeUndefined();
    await fail(failedProofsMax.address);
    expect(await watch.strangersBan(address)).toBeUndefined();
    passMs(minuteMs / 2);
    expect(await watch.strangersBan(address)).toBe(hour - 30);
    expect(await instance().strangersBan('192.0.2.2')).toBeUndefined();
    passMs(60 * minuteMs);
    expect(await watch.strangersBan(address)).toBeUndefined();
  });
});

describe('a function that judges client tokens and links', () => {
  const answer = async (error: Error, event: object, seconds?: number) => {
    const noted: unknown[] = [];
    const handler = httpFunction(async () => {
      if (error.message === 'fine') return json(200, {});
      throw error;
    }).use(
      countFailedProofs(async (from) => {
        noted.push(from);
        return seconds;
      }),
    );
    const reply = await handler(anHttpEvent({ method: 'GET', ...event }), {} as never);
    return { ...reply, body: JSON.parse(reply.body ?? '{}'), noted };
  };
  const headers = { 'x-client-token': 'ct_wrong' };
  const nothing = new NotFoundError('payment');

  test('counts what was not found with a token, and says so when it was too much', async () => {
    const counted = await answer(nothing, { headers });
    expect(counted).toMatchObject({ statusCode: 404, noted: [{ address }] });
    const refused = await answer(nothing, { headers }, 90);
    expect(refused).toMatchObject({ statusCode: 429, body: { code: 'banned' } });
    expect(refused.headers).toMatchObject({ 'retry-after': '90' });
  });

  test('counts nothing that succeeds, fails for another reason, or proves nothing', async () => {
    const others: [Error, object][] = [
      [new Error('fine'), { headers }],
      [new InvalidRequestError('no'), { headers }],
      [nothing, {}],
    ];
    for (const [error, event] of others) {
      const { noted, statusCode } = await answer(error, event, 90);
      expect(noted).toEqual([]);
      expect(statusCode).not.toBe(429);
    }
  });
});
