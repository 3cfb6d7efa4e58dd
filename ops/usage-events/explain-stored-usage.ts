import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { viewUsed } from '#contract/periods';
import { explainMonth } from '#domain/billing-periods/explain-month';
import type { RawReader } from '#domain/billing-periods/recount-events';
import { addDays, dayMs } from '#domain/calendar/day';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoProjectStore } from '#stores/project-store';
import { Table } from '#stores/table';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { S3RawReader } from '#stores/usage/raw-reader';
import type { AskedMonth, ExplainUsage } from './explain-usage.ts';

/** Needs 0.7 GB of memory in all (measured), which every machine has. */
const identitiesMax = 400_000;

/** The domain's own explanation, with the stores of a stage or of the local cloud. */
export const explainUsage: ExplainUsage = async function* (stores, { onDayRead, ...query }) {
  const table = new Table(new DynamoDBClient(stores.dynamodb), stores.table);
  const raw = new S3RawReader(new S3Client(stores.s3), stores.usageBucket);
  const { projects } = yield* explainMonth(
    {
      customers: new DynamoCustomerStore(table),
      periods: new DynamoPeriodStore(table),
      projects: new DynamoProjectStore(table),
      raw: dayByDay(raw, onDayRead),
      identitiesMax,
    },
    query,
  );
  const days = projects.flatMap(({ meter, projectId, days }) =>
    Object.entries(days).map(([day, amount]) => ({ meter, projectId, day, amount })),
  );
  return { days, inUnits: viewUsed };
};

const dayByDay = (raw: RawReader, onDayRead: AskedMonth['onDayRead']): RawReader => ({
  async *read({ first, last }) {
    const all = Math.round((Date.parse(last) - Date.parse(first)) / dayMs) + 1;
    for (let done = 0; done < all; done++) {
      const day = addDays(first, done);
      yield* raw.read({ first: day, last: day });
      onDayRead(done + 1, all);
    }
  },
});
