import { as, type Headers } from '#test/callers';
import { control, token } from '#test/cloud';
import type { MeterRow } from '../../../local/cloud/gateway/meter.ts';
import { sum } from '../statistics.ts';
import { benchCustomer, benchYear, storeInvoices } from './stored-invoices.ts';

/** The same questions are asked of a year with a few invoices and of one with many. */
export type ListSamples = { few: number; many: number };

/** Of one question: its calls to DynamoDB, and the read units of both years. */
export type ListMeasure = { calls: number; unitsOfFew: number; unitsOfMany: number };

export type ListMeasures = { samples: ListSamples; questions: Record<string, ListMeasure> };

const list = (query: string) => ({
  path: `/v1/admin/invoices?year=${benchYear}&limit=20&${query}`,
  by: 'invoices/list-invoices',
});

const questions: Record<string, { path: string; by: string }> = {
  'the newest twenty': list('sort=-issuedAt'),
  'twenty by amount': list('sort=-amount'),
  'one number': list(`q=FA-${benchYear}-000007`),
  'two words': list('q=doeuf%20awa'),
  'a name, twenty of many': list('q=dioplage'),
  'overdue ones': list('status=overdue'),
  'twenty of a customer': {
    path: `/v1/invoices?year=${benchYear}&limit=20&customerId=${benchCustomer}`,
    by: 'invoices/list-own-invoices',
  },
  'a year in figures': {
    path: `/v1/admin/invoices/stats?year=${benchYear}`,
    by: 'invoices/get-invoice-stats',
  },
};

/** Counts what lists, searches and figures read: the same, however many invoices a year has. */
export async function measureLists(samples: ListSamples): Promise<ListMeasures> {
  const finance = await token({ role: 'finance' });
  await storeInvoices(0, samples.few);
  const few = await askAll(finance);
  await storeInvoices(samples.few, samples.many);
  const many = await askAll(finance);
  return {
    samples,
    questions: Object.fromEntries(
      Object.keys(questions).map((name) => [
        name,
        {
          calls: Math.max(few[name]!.calls, many[name]!.calls),
          unitsOfFew: few[name]!.units,
          unitsOfMany: many[name]!.units,
        },
      ]),
    ),
  };
}

async function askAll(headers: Headers): Promise<Record<string, { calls: number; units: number }>> {
  const asked: Record<string, { calls: number; units: number }> = {};
  for (const [name, { path, by }] of Object.entries(questions)) {
    await control('POST', '/meter/reset');
    const { status, text } = await as(headers, 'GET', path);
    if (status !== 200) throw new Error(`${path} was answered ${status} ${text}`);
    const rows: MeterRow[] = await control('GET', '/meter');
    const reads = rows.filter((row) => row.function === by && row.service === 'dynamodb');
    asked[name] = {
      calls: sum(reads.map(({ calls }) => calls)),
      units: sum(reads.map(({ units }) => units.readUnits ?? 0)),
    };
  }
  return asked;
}
