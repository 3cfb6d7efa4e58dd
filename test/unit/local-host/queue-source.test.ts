import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '#test/eventually';
import type { AwsCall } from '../../../local/cloud/sources/aws-call.ts';
import { QueueSource } from '../../../local/cloud/sources/queue-source.ts';
import { aMapping, type FakeFunction, fakeLambda } from './mapping.ts';

/** A queue that hands out its messages once, and notes which ones are deleted. */
function setup(bodies: string[], fake: FakeFunction, changes = {}) {
  const waiting = bodies.map((Body) => ({
    MessageId: `id-${Body}`,
    ReceiptHandle: `handle-${Body}`,
    Body,
    MD5OfBody: 'md5',
    Attributes: { ApproximateReceiveCount: '1' },
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
  }));
  const deleted: string[] = [];
  const shownAgain: string[] = [];
  const call = (async (_service, target, input, signal) => {
    if (target.endsWith('.ReceiveMessage')) {
      const Messages = waiting.splice(0, input.MaxNumberOfMessages as number);
      if (Messages.length === 0) await sleep(20, undefined, { signal });
      return { Messages };
    }
    if (target.endsWith('.DeleteMessageBatch'))
      for (const { ReceiptHandle } of input.Entries as { ReceiptHandle: string }[])
        deleted.push(ReceiptHandle.replace('handle-', ''));
    return {};
  }) as AwsCall;
  const source = new QueueSource({
    mapping: aMapping(changes),
    queueUrl: 'url',
    region: 'eu-west-3',
    lambda: fakeLambda(fake),
    call,
    retrySooner: async ({ Body }) => void shownAgain.push(Body),
  });
  const run = async () => {
    source.start();
    // Every message of these tests ends in one of the two.
    await eventually(() => deleted.length + shownAgain.length === bodies.length);
    source.stop();
  };
  return { run, deleted, shownAgain };
}

test('messages have the form of Lambda’s, and are deleted when done', async () => {
  const events: unknown[] = [];
  const { run, deleted, shownAgain } = setup(['a'], (event) => {
    events.push(event);
    return [];
  });
  await run();
  expect(events).toEqual([
    {
      Records: [
        {
          messageId: 'id-a',
          receiptHandle: 'handle-a',
          body: 'a',
          attributes: { ApproximateReceiveCount: '1' },
          messageAttributes: {
            kind: {
              stringValue: 'x',
              stringListValues: [],
              binaryListValues: [],
              dataType: 'String',
            },
          },
          md5OfBody: 'md5',
          eventSource: 'aws:sqs',
          eventSourceARN: 'source',
          awsRegion: 'eu-west-3',
        },
      ],
    },
  ]);
  expect([deleted, shownAgain]).toEqual([['a'], []]);
});

test('of a batch only the successes are deleted; the failures are redelivered', async () => {
  const { run, deleted, shownAgain } = setup(['a', 'b', 'c'], () => ['id-b']);
  await run();
  expect([deleted, shownAgain]).toEqual([['a', 'c'], ['b']]);
});

test('when the function fails, nothing is deleted', async () => {
  const { run, deleted, shownAgain } = setup(['a', 'b'], () => 'error');
  await run();
  expect([deleted, shownAgain]).toEqual([[], ['a', 'b']]);
});

test('without free concurrency nothing is deleted either', async () => {
  const { run, deleted, shownAgain } = setup(['a'], () => 'throttled');
  await run();
  expect([deleted, shownAgain]).toEqual([[], ['a']]);
});

test('an unknown id fails the whole batch', async () => {
  const { run, deleted } = setup(['a', 'b'], () => ['id-z']);
  await run();
  expect(deleted).toEqual([]);
});

test('without ReportBatchItemFailures the answer is ignored', async () => {
  const { run, deleted } = setup(['a', 'b'], () => ['id-b'], { reportsItemFailures: false });
  await run();
  expect(deleted).toEqual(['a', 'b']);
});

test('a batch has no more messages than the mapping allows', async () => {
  const sizes: number[] = [];
  const { run } = setup(
    ['a', 'b', 'c'],
    ({ Records }) => {
      sizes.push(Records.length);
      return [];
    },
    {
      batchSize: 2,
    },
  );
  await run();
  expect(sizes).toEqual([2, 1]);
});

test('a message that the filter rejects is deleted without being handled', async () => {
  const seen: number[] = [];
  const { run, deleted } = setup(
    ['{"kind":"x"}', '{"kind":"y"}'],
    ({ Records }) => {
      seen.push(Records.length);
      return [];
    },
    { filters: ['{"body":{"kind":["x"]}}'] },
  );
  await run();
  expect(seen).toEqual([1]);
  expect(deleted).toHaveLength(2);
});
