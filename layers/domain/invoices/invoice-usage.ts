import type { Period } from '../billing-periods/period.ts';
import type { PeriodStore } from '../billing-periods/period-store.ts';
import type { Customer } from '../customers/customer.ts';
import type { Invoice } from './invoice-store.ts';
import type { IssueDeps } from './issue-once.ts';
import { issueOnce, type Task } from './issue-together.ts';
import { saleOfPeriod } from './usage-sale.ts';

export type InvoiceUsageDeps = IssueDeps & {
  periods: Pick<PeriodStore, 'find'>;
  customers: { find(id: string): Promise<Customer | undefined> };
  projects: { find(id: string): Promise<{ name: string } | undefined> };
};

export type ClosedRequest = { customerId: string; month: string; requestId: string };

/** Issues the invoices of a closed period: none when nothing is due, else one for each currency. */
export async function invoiceUsage(
  deps: InvoiceUsageDeps,
  request: ClosedRequest,
): Promise<Invoice[]> {
  const invoices: Invoice[] = [];
  for (const task of await tasksOfMonth(deps, request)) invoices.push(await issueOnce(deps, task));
  return invoices;
}

/** What is to be done for a closed period: one bill for each currency that is due. */
export async function tasksOfMonth(
  deps: InvoiceUsageDeps,
  { customerId, month, requestId }: ClosedRequest,
): Promise<Task[]> {
  const period = await deps.periods.find(customerId, month);
  if (!period) throw new Error('the event names a period that is not stored');
  if (period.due.length === 0) return [];
  const customer = await deps.customers.find(customerId);
  if (!customer) throw new Error('the period names a customer that is not stored');
  const projectNames = await namesOf(deps, period);
  const tasks: Task[] = [];
  for (const { currency } of period.due) {
    const subject = { period: { customerId, month, currency } };
    const find = () => deps.invoices.findForPeriod(subject.period);
    const sale = saleOfPeriod({ period, currency, customer, projectNames });
    const bill = { subject, customerId, sale, requestId, find };
    const existing = await find();
    tasks.push({ bill, ...(existing && { existing }) });
  }
  return tasks;
}

async function namesOf({ projects }: InvoiceUsageDeps, { lines }: Period) {
  const names = new Map<string, string>();
  for (const projectId of new Set(lines.map((line) => line.projectId))) {
    const project = await projects.find(projectId);
    if (project) names.set(projectId, project.name);
  }
  return names;
}
