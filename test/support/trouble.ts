import { randomUUID } from 'node:crypto';
import { control, eventually, getPayment, initiate, type Json, stripe } from '#test/cloud';

/** A payment that faults of the simulated Stripe can be aimed at, whoever else is paying. */
export async function initiateMarked(
  changes: object = {},
): Promise<{ payment: Json; mark: object }> {
  const mark = { test: randomUUID() };
  return { payment: await initiate({ metadata: mark, ...changes }), mark };
}

/** What Stripe says of notifications about this mark. */
export const notifications = (mark: object, fault: string, more: object = {}): Promise<Json> =>
  stripe('POST', '/_sim/faults', { on: 'notification', metadata: mark, fault, ...more });

/** What becomes of requests to Stripe that carry this mark. */
export const requests = (mark: object, fault: string, more: object = {}): Promise<Json> =>
  stripe('POST', '/_sim/faults', { on: 'request', metadata: mark, fault, ...more });

export type AwsFault = {
  function: string;
  service?: 'cognito-idp' | 'dynamodb' | 'lambda' | 'sqs' | 's3' | 'ses';
  operation?: string;
  match?: string;
  fault: string;
  nth?: number;
  times?: number;
  delayMs?: number;
};

/** Makes calls of a function to AWS fail, or kills it around them. */
export async function awsFault(fault: AwsFault) {
  const { id } = await control('POST', '/faults', fault);
  return {
    /** Whether it has struck as often as it was meant to: a fault that hit nothing proves nothing. */
    isSpent: async () =>
      !(await control('GET', '/faults')).some((other: { id: string }) => other.id === id),
    end: async () => {
      await control('DELETE', `/faults/${id}`);
    },
  };
}

/** Runs a schedule as if it were due at this time. */
export const runSchedule = (name: string, at: Date): Promise<Json> =>
  control('POST', `/schedules/${name}`, { at: at.toISOString() });

export const inHours = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);

/** Two hours from now, until this payment's turn has come: others wait for theirs, and each run takes some. */
export const reconciledAs = (id: string, status: string): Promise<Json> =>
  eventually(
    async () => {
      await runSchedule('reconcile-payments', inHours(2));
      const payment = await getPayment(id);
      return payment.status === status && payment;
    },
    { withinMs: 90_000, what: `${id} is not ${status}` },
  );
