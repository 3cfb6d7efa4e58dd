import type { Invoice } from './invoice-store.ts';
import { type Bill, finishInvoice, type IssueDeps } from './issue-once.ts';
import { numberTogether, type Outcome } from './number-together.ts';

/** A bill with the invoice that its subject has, if any; or an invoice with nothing left to do. */
export type Task = { bill: Bill; existing?: Invoice } | { done: Invoice };

/** More than these are rendered apart, side by side; as many wait for each other here. */
export const renderedHereMax = 5;

/**
 * Issues the one invoice of each subject: numbers and contents of all, then each document with its
 * event. More than a few are only numbered here; the event of each starts its rendering.
 *
 * Every step finds what the previous one stored, so the next run completes one that crashed
 * anywhere, with the same numbers, contents and bytes. A failed rendering uses up no number.
 *
 * @returns the outcomes, in the order of the tasks: rejected with `InvoiceRefusedError` for a
 * content that no lawful invoice has, which takes no number.
 */
export async function issueTogether(deps: IssueDeps, tasks: readonly Task[]): Promise<Outcome[]> {
  const open = new Map<string, Bill>();
  for (const task of tasks)
    if ('bill' in task && !task.existing) open.set(nameOf(task.bill), task.bill);
  const isRenderedApart = open.size > renderedHereMax;
  const numbered = await numberTogether(deps, [...open.values()], isRenderedApart);
  const bySubject = new Map([...open.keys()].map((name, index) => [name, numbered[index]!]));

  const outcomes = new Map<string, Outcome>();
  for (const task of tasks) {
    if ('done' in task || outcomes.has(nameOf(task.bill))) continue;
    const name = nameOf(task.bill);
    const known = bySubject.get(name) ?? { status: 'fulfilled', value: task.existing! };
    const isLeft = isRenderedApart && !task.existing;
    outcomes.set(name, isLeft ? known : await finished(deps, known, task.bill.requestId));
  }
  return tasks.map((task) =>
    'done' in task ? { status: 'fulfilled', value: task.done } : outcomes.get(nameOf(task.bill))!,
  );
}

/** Issues one alone: rendered where it got its number. */
export async function issueOnce(deps: IssueDeps, task: Task): Promise<Invoice> {
  const [outcome] = await issueTogether(deps, [task]);
  if (outcome!.status === 'rejected') throw outcome!.reason;
  return outcome!.value;
}

async function finished(deps: IssueDeps, known: Outcome, requestId: string): Promise<Outcome> {
  if (known.status === 'rejected') return known;
  try {
    return { status: 'fulfilled', value: await finishInvoice(deps, known.value, requestId) };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}

const nameOf = ({ subject }: Bill): string => JSON.stringify(subject);
