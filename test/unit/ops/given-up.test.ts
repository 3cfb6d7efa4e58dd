import { readFileSync } from 'node:fs';
import { doAgain } from '../../../ops/given-up/do-again.ts';
import { type Letter, readGivenUp } from '../../../ops/given-up/given-up.ts';
import { redrive } from '../../../ops/redrive.ts';
import type { Target } from '../../../ops/target.ts';
import { aTarget, operate } from './shop.ts';

const now = () => new Date('2026-11-26T10:00:00Z');

/** A letter, and what became of it. */
function aLetter(content: object | string) {
  const fate: string[] = [];
  const letter: Letter = {
    body: typeof content === 'string' ? content : JSON.stringify(content),
    remove: async () => void fate.push('removed'),
    putBack: async () => void fate.push('put back'),
  };
  return { letter, fate };
}

const runGivenUp = {
  version: '1.0',
  requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
  requestPayload: { schedule: 'close-month', dueAt: '2026-11-21T02:00:00Z' },
  responsePayload: { errorType: 'Error', errorMessage: 'no table' },
};

const handedOver = {
  job: 'activate-plan',
  message: { id: 'evt_1', type: 'payment.completed', requestId: 'r', data: { planId: 'pro' } },
};

const jobGivenUp = {
  version: '1.0',
  requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
  requestPayload: handedOver,
  responsePayload: { errorType: 'Error', errorMessage: 'no table' },
};

const recordsGivenUp = {
  requestContext: { condition: 'RetryAttemptsExhausted' },
  DDBStreamBatchInfo: {
    shardId: 'shard-1',
    approximateArrivalOfFirstRecord: '2026-11-21T02:00:00Z',
    approximateArrivalOfLastRecord: '2026-11-21T02:05:00Z',
  },
};

/** A target whose runs are noted. */
function running(changes: Partial<Target> = {}) {
  const ran: string[] = [];
  const target = aTarget({
    runSchedule: async (name, dueAt) => void ran.push(`${name} ${dueAt.toISOString()}`),
    ...changes,
  });
  return { ran, target };
}

const noEvents = async () => async () => [];

test.each([
  ['usagewatchlimits', 'check-limits'],
  ['monitoringcountfacts', 'recount-payments'],
])('records that %s gave up are made up for by %s', (name, schedule) => {
  const functionArn = `arn:aws:lambda:eu-west-3:000000000000:function:peage-dev-${name}A1:$LATEST`;
  const letter = { ...recordsGivenUp, requestContext: { functionArn } };
  const timestamp = '2026-11-21T02:06:00.000Z';
  expect(readGivenUp(JSON.stringify({ ...letter, timestamp }))).toEqual({
    kind: 'run',
    schedule,
    dueAt: new Date(timestamp),
  });
});

test.each([
  ['Lambda gave up', runGivenUp],
  ['Scheduler could not hand over', runGivenUp.requestPayload],
])('a run that %s is run again for the time at which it was due [A3]', async (_, content) => {
  const { ran, target } = running();
  const { letter } = aLetter(content);
  await doAgain('background-work', letter, { target, now, eventsBetween: noEvents });
  expect(ran).toEqual(['close-month 2026-11-21T02:00:00.000Z']);
});

/** A target whose functions take what they are handed, or fail. */
function taking(letters: Letter[], failure?: Error) {
  const taken: [string, object][] = [];
  const target = aTarget({
    givenUp: async (name) => (name === 'background-work' ? letters : []),
    invoke: async (name, event) => {
      if (failure) throw failure;
      taken.push([name, event]);
    },
  });
  const redriven = (name: string) =>
    operate(['redrive', name], { fetch: async () => Response.error(), target });
  return { taken, redriven };
}

test('a job that Lambda gave up is given to its function again, as it was', async () => {
  const { letter, fate } = aLetter(jobGivenUp);
  const { taken, redriven } = taking([letter]);
  const { exitCode, text } = await redriven('background-work');
  expect(taken).toEqual([['subscriptions/activate-plan', handedOver]]);
  expect(text).toBe('background-work: activate-plan is done');
  expect([exitCode, fate]).toEqual([0, ['removed']]);
});

test('one that fails again stays, and the operator is told', async () => {
  const { letter, fate } = aLetter(jobGivenUp);
  const { redriven } = taking([letter], new Error('no table'));
  const { exitCode, text } = await redriven('background-work');
  expect(text).toBe('background-work: FAILED: no table');
  expect([exitCode, fate]).toEqual([1, ['put back']]);
});

test('a job may be named: other letters stay', async () => {
  const [own, run, unreadable] = [aLetter(jobGivenUp), aLetter(runGivenUp), aLetter('{')];
  const { taken, redriven } = taking([run.letter, own.letter, unreadable.letter]);
  expect((await redriven('activate-plan')).exitCode).toBe(0);
  expect(taken).toHaveLength(1);
  expect([own.fate, run.fate, unreadable.fate]).toEqual([['removed'], ['put back'], ['put back']]);
});

test('changes that watching limits has missed are covered by the daily check', async () => {
  const { ran, target } = running();
  const { letter } = aLetter(recordsGivenUp);
  await doAgain('background-work', letter, { target, now, eventsBetween: noEvents });
  expect(ran).toEqual(['check-limits 2026-11-26T10:00:00.000Z']);
});

describe('events that the relay gave up [A10]', () => {
  const events = Array.from({ length: 26 }, (_, index) => ({
    eventID: `evt_${index}`,
    eventName: 'INSERT' as const,
    dynamodb: {
      SequenceNumber: String(index),
      ApproximateCreationDateTime: 1_795_255_200,
      Keys: { pk: { S: `OUTBOX#${index}` }, sk: { S: 'EVENT' } },
      NewImage: { pk: { S: `OUTBOX#${index}` } },
    },
  }));
  const asked: [string, string][] = [];
  const eventsBetween = async () => async (from: Date, to: Date) => {
    asked.push([from.toISOString(), to.toISOString()]);
    return events;
  };

  test('are read from the table, where they are kept longer than in the stream, and relayed', async () => {
    const relayed: number[] = [];
    const target = aTarget({
      invoke: async (name, event) => {
        expect(name).toBe('outbox/relay-events');
        relayed.push((event as { Records: object[] }).Records.length);
        return { batchItemFailures: [] };
      },
    });
    const { letter } = aLetter(recordsGivenUp);
    const said = await doAgain('relay-events', letter, { target, now, eventsBetween });
    expect(said).toBe('26 events relayed');
    expect(relayed).toEqual([25, 1]);
    expect(asked).toEqual([['2026-11-21T01:00:00.000Z', '2026-11-21T02:06:00.000Z']]);
  });

  test('are not done if the relay fails again', async () => {
    const invoke = async () => ({ batchItemFailures: [{ itemIdentifier: '1' }] });
    const again = { target: aTarget({ invoke }), now, eventsBetween };
    const { letter } = aLetter(recordsGivenUp);
    await expect(doAgain('relay-events', letter, again)).rejects.toThrow('failed again');
  });
});

test('a letter is deleted when its work is done, and stays if it fails', async () => {
  const [good, bad] = [aLetter(runGivenUp), aLetter('{"who":"knows"}')];
  const { ran, target } = running({
    givenUp: async (name) => (name === 'background-work' ? [bad.letter, good.letter] : []),
  });
  const nobody = async () => Response.error();
  const { exitCode, text } = await operate(['redrive', 'background-work'], {
    fetch: nobody,
    target,
  });
  expect(ran).toHaveLength(1);
  expect([good.fate, bad.fate]).toEqual([['removed'], ['put back']]);
  expect(text).toContain('background-work: FAILED: the message names no known work');
  expect(exitCode).toBe(1);
  expect(redrive.usage).toContain('background-work');
});

test.each([
  ...['', 'null', '[]', '{"schedule":"close-month"}', '{"requestPayload":null}'],
  '{"requestPayload":{"job":"no-such-job"}}',
])('an unreadable letter is reported: %s', (body) => {
  expect(() => readGivenUp(body)).toThrow(/the message/);
});

test.each([
  ['events/messages.note-mail-event.json', 'note-mail-event'],
  ['events/monitoring.note-alarm.json', 'note-alarm'],
])('what a topic brought goes to its own job again: %s', (sample, job) => {
  const requestPayload = JSON.parse(readFileSync(sample, 'utf8'));
  expect(readGivenUp(JSON.stringify({ requestPayload }))).toMatchObject({ kind: 'job', job });
});
