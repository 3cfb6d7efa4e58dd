import { jest } from '@jest/globals';
import type { Parcel } from '../../../local/cloud/sources/destinations.ts';
import { Schedules, schedulesOf } from '../../../local/cloud/sources/schedules.ts';
import { aResource, assemblyOf } from '../local-gateway/assembly-of.ts';

const dueAt = new Date('2026-11-26T22:00:00Z');

function setup({ mayStart, target = {} }: { mayStart: boolean; target?: object }) {
  const resource = aResource('AWS::Scheduler::Schedule', 'stack/Schedule-close-month/Schedule', {
    ScheduleExpression: 'rate(5 minutes)',
    Target: {
      Arn: 'arn:function',
      RoleArn: 'arn:role',
      Input: '{"dueAt":"<aws.scheduler.scheduled-time>"}',
      ...target,
    },
  });
  const path = 'stack/Schedule-close-month/Schedule';
  const accepted: [string, unknown][] = [];
  const sent: [string, string, Parcel][] = [];
  const schedules = new Schedules(schedulesOf(assemblyOf({ ...resource, path }), dueAt), {
    lambda: {
      invoke: async () => ({
        requestId: 'request',
        outcome: { error: { errorType: 'Error', errorMessage: 'no', trace: [] } },
      }),
    },
    accept: (...event) => void accepted.push(event),
    authorize: () => mayStart,
    send: async (...parcel) => void sent.push(parcel),
  });
  return { schedules, accepted, sent };
}

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => jest.restoreAllMocks());

test('the schedule hands the event over once and is done, whatever the function’s result [A3]', async () => {
  const retried = { RetryPolicy: { MaximumRetryAttempts: 3 } };
  const { schedules, accepted } = setup({ mayStart: true, target: retried });
  await schedules.start('close-month', dueAt);
  expect(accepted).toEqual([['arn:function', { dueAt: '2026-11-26T22:00:00Z' }]]);
});

test('an event that cannot be handed over goes to the dead letters of the schedule [A3]', async () => {
  const target = { DeadLetterConfig: { Arn: 'arn:queue' } };
  const { schedules, accepted, sent } = setup({ mayStart: false, target });
  await schedules.start('close-month', dueAt);
  expect(accepted).toEqual([]);
  expect(sent).toMatchObject([
    [
      'arn:role',
      'arn:queue',
      {
        body: '{"dueAt":"2026-11-26T22:00:00Z"}',
        attributes: { ERROR_CODE: 'AccessDeniedException' },
      },
    ],
  ]);
});

test('an operator who runs a schedule waits for the function and gets its result', async () => {
  const { schedules, accepted } = setup({ mayStart: true });
  expect(await schedules.run('close-month', dueAt)).toMatchObject({
    outcome: { error: { errorMessage: 'no' } },
  });
  expect(accepted).toEqual([]);
  await expect(schedules.run('unknown', dueAt)).rejects.toThrow('close-month');
});
