import type { Context, SQSRecord } from 'aws-lambda';
import { logger } from '#runtime/log';
import { jobFunction, queueFunction, togetherFunction } from '#runtime/queue';

const noContext = {} as Context;

beforeAll(() => logger.setLogLevel('SILENT'));

const aRecord = (messageId: string, body: unknown): SQSRecord =>
  ({
    messageId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1' },
  }) as SQSRecord;

type Message = { requestId: string; name: string };

describe('messages of a queue', () => {
  const run = async (records: SQSRecord[], handler: (message: Message) => Promise<void>) => {
    const { batchItemFailures } = await queueFunction<Message>(handler)(
      { Records: records },
      noContext,
    );
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };

  const three = ['a', 'b', 'c'].map((name) => aRecord(`id-${name}`, { requestId: 'r', name }));

  test('that are done are not redelivered', async () => {
    const done: string[] = [];
    expect(await run(three, async ({ name }) => void done.push(name))).toEqual([]);
    expect(done.sort()).toEqual(['a', 'b', 'c']);
  });

  test('of which one fails: only that one is redelivered', async () => {
    const done: string[] = [];
    const failures = await run(three, async ({ name }) => {
      if (name === 'b') throw new Error('outage');
      done.push(name);
    });
    expect(failures).toEqual(['id-b']);
    expect(done.sort()).toEqual(['a', 'c']);
  });

  test('that fail in any way, also before anything is awaited, are redelivered', async () => {
    const failures = await run(three, ({ name }) => {
      if (name === 'a') throw new TypeError('at once');
      return Promise.reject(name === 'b' ? 'a thrown text' : undefined);
    });
    expect(failures).toEqual(['id-a', 'id-b', 'id-c']);
  });

  test.each(['{', '', 'null'])(
    'that cannot be read are redelivered, and do not stop others: %p',
    async (body) => {
      const done: string[] = [];
      const failures = await run([aRecord('id-broken', body), three[0]!], async ({ name }) => {
        done.push(name);
      });
      expect(failures).toEqual(['id-broken']);
      expect(done).toEqual(['a']);
    },
  );

  test('are independent: a slow one does not delay the others', async () => {
    const order: string[] = [];
    let finishSlow = () => {};
    const slow = new Promise<void>((resolve) => {
      finishSlow = resolve;
    });
    await run(three, async ({ name }) => {
      if (name === 'a') await slow;
      order.push(name);
      if (name === 'c') finishSlow();
    });
    expect(order).toEqual(['b', 'c', 'a']);
  });
});

describe('a message by any carrier', () => {
  type Message = { requestId: string; name: string };
  const message: Message = { requestId: 'r', name: 'a' };
  const handedOver = { job: 'activate-plan', message };
  const inQueue = {
    Records: [
      {
        messageId: 'id-a',
        body: JSON.stringify(message),
        attributes: { ApproximateReceiveCount: '1' },
      } as SQSRecord,
    ],
  };

  test('is the same for its handler', async () => {
    const seen: Message[] = [];
    const run = jobFunction<Message>(async (one) => void seen.push(one));
    expect(await run(inQueue, noContext)).toEqual({ batchItemFailures: [] });
    expect(await run(handedOver, noContext)).toBeUndefined();
    expect(seen).toEqual([message, message]);
  });

  test('is retried if it fails: a queue is told which, Lambda gets an error', async () => {
    const run = jobFunction<Message>(() => Promise.reject(new Error('outage')));
    expect(await run(inQueue, noContext)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'id-a' }],
    });
    await expect(run(handedOver, noContext)).rejects.toThrow('outage');
  });
});

describe('messages whose work is done together', () => {
  const done = async (names: readonly Message[]) =>
    Promise.allSettled(
      names.map(async ({ name }) => {
        if (name === 'b') throw new Error('refused');
      }),
    );
  const failuresOf = async (...bodies: unknown[]) => {
    const seen: string[][] = [];
    const run = togetherFunction<Message>(async (messages) => {
      seen.push(messages.map(({ name }) => name));
      return done(messages);
    });
    const Records = bodies.map((body, index) => aRecord(`id-${index}`, body));
    const { batchItemFailures } = await run({ Records }, noContext);
    return { seen, failures: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
  };
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ requestId: 'r', name }));

  test('are handled in one call, packed or not, and each fails by itself', async () => {
    const { seen, failures } = await failuresOf(a, b, { requestId: 'r', events: [c, a] });
    expect(seen).toEqual([['a', 'b', 'c', 'a']]);
    expect(failures).toEqual(['id-1']);
  });

  test('of a pack come again as a pack when one has failed', async () => {
    expect((await failuresOf({ requestId: 'r', events: [a, b, c] }, c)).failures).toEqual(['id-0']);
  });

  test.each(['{', '', 'null', '7'])(
    'do not suffer from one that cannot be read: %p',
    async (body) => {
      expect(await failuresOf(body, c)).toEqual({ seen: [['c']], failures: ['id-0'] });
    },
  );
});
