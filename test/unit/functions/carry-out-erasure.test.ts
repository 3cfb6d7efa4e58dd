import type { Context } from 'aws-lambda';
import { logger } from '#runtime/log';
import { createHandler } from '../../../functions/customers/carry-out-erasure/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const message = {
  id: 'evt_1',
  type: 'customer.erasure_requested' as const,
  occurredAt: '2026-11-21T10:00:00.000Z',
  requestId: 'request-1',
  data: { customerId: 'cus_1' },
};

test('every try looks anew for what belongs to the person, also in the same instance', async () => {
  let looks = 0;
  const handler = createHandler(() => {
    looks += 1;
    throw new Error('outage');
  });
  for (let tries = 1; tries <= 2; tries++) {
    await expect(handler({ job: 'carry-out-erasure', message }, {} as Context)).rejects.toThrow(
      'outage',
    );
    expect(looks).toBe(tries);
  }
});
