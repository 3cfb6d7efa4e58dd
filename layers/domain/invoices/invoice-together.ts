import type { Fact } from '#vocabulary/events';
import { taskOfPayment } from './invoice-payment.ts';
import type { Invoice } from './invoice-store.ts';
import { type InvoiceUsageDeps, tasksOfMonth } from './invoice-usage.ts';
import { finishInvoice } from './issue-once.ts';
import { issueTogether, type Task } from './issue-together.ts';

export type InvoicedFact = Fact<
  'payment.completed' | 'order.paid' | 'usage.month_closed' | 'invoice.numbered'
>;

/**
 * Issues the invoices of many events together; each succeeds or fails by itself.
 *
 * @returns for each event its invoices, numbered at least, in the order of the events.
 */
export async function invoiceTogether(
  deps: InvoiceUsageDeps,
  events: readonly InvoicedFact[],
): Promise<PromiseSettledResult<Invoice[]>[]> {
  const planned = await Promise.allSettled(events.map((event) => tasksAbout(deps, event)));
  const tasks = planned.flatMap((plan) => (plan.status === 'fulfilled' ? plan.value : []));
  const outcomes = await issueTogether(deps, tasks);
  let from = 0;
  return planned.map((plan) => {
    if (plan.status === 'rejected') return plan;
    const own = outcomes.slice(from, from + plan.value.length);
    from += plan.value.length;
    const failed = own.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') return failed;
    const value = own.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
    return { status: 'fulfilled', value };
  });
}

async function tasksAbout(deps: InvoiceUsageDeps, event: InvoicedFact): Promise<Task[]> {
  const { requestId } = event;
  switch (event.type) {
    case 'invoice.numbered':
      return [{ done: await render(deps, event) }];
    case 'usage.month_closed': {
      const { customerId, month } = event.data;
      return tasksOfMonth(deps, { customerId, month, requestId });
    }
    case 'payment.completed':
      if (event.data.orderId !== undefined) return [];
      return [await taskOfPayment(deps, { paymentId: event.data.paymentId, requestId })];
    case 'order.paid': {
      const { paymentId, account } = event.data;
      return [await taskOfPayment(deps, { paymentId, requestId, account })];
    }
  }
}

async function render(
  deps: InvoiceUsageDeps,
  { requestId, data }: Fact<'invoice.numbered'>,
): Promise<Invoice> {
  const invoice = await deps.invoices.find(data.invoiceId);
  if (!invoice) throw new Error('the event names an invoice that is not stored');
  return finishInvoice(deps, invoice, requestId);
}
