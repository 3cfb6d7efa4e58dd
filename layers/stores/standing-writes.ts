import { addDays, type Day } from '#domain/calendar/day';
import { statusOf } from '#domain/invoices/invoice-status';
import type { Credit, Invoice } from '#domain/invoices/invoice-store';
import type { Standing } from '#domain/invoices/standing';
import { invoiceIndexes, isRare } from './invoice-indexes.ts';
import { indexes, keys } from './keys.ts';
import type { Condition, Item, UpdateWrite, Write } from './table.ts';

/** Which day the schedule looks at an unpaid invoice, or that it never does again. */
export function lookAt(day: Day | null, invoiceId: string): UpdatePart {
  if (day === null) return { removed: ['duePk', 'dueSk'] };
  return { set: indexes.due('INVOICES', day, invoiceId) };
}

export type UpdatePart = { set?: Item; removed?: readonly string[] };

/** Sets fields of an invoice's standing, which is made by the first one. */
export function standingUpdate(
  invoiceId: string,
  { set = {}, removed = [] }: UpdatePart,
  condition?: Condition,
): UpdateWrite {
  const changed = Object.entries(set);
  const named = [...changed.map(([name]) => name), ...removed];
  const sets = changed.map(([name]) => `#${name} = :${name}`).join(', ');
  const removes = removed.map((name) => `#${name}`).join(', ');
  return {
    key: keys.invoiceStanding(invoiceId),
    expression: [sets && `SET ${sets}`, removes && `REMOVE ${removes}`].filter(Boolean).join(' '),
    names: Object.fromEntries(named.map((name) => [`#${name}`, name])),
    values: Object.fromEntries(changed.map(([name, value]) => [`:${name}`, value])),
    condition,
  };
}

/** It was paid: nobody asks for the money any more. A cancelled one cannot be paid. */
export const paidUpdate = (invoiceId: string, paidAt: string): Write => ({
  update: standingUpdate(
    invoiceId,
    { set: { paidAt }, ...removedFromLists },
    { expression: 'attribute_not_exists(cancelledAt)' },
  ),
});

/** Credit notes have taken off all of it: this one the rest. */
export function cancelledUpdate({ id, content }: Invoice, { invoiceId }: Credit): Write {
  const year = content.corrects!.issueDate.slice(0, 4);
  const set = {
    cancelledAt: content.issuedAt,
    cancelledBy: id,
    ...invoiceIndexes.status(year, 'cancelled', invoiceId),
  };
  // What is cancelled for want of a payment must not have got one meanwhile.
  const condition = content.cancels ? { expression: 'attribute_not_exists(paidAt)' } : undefined;
  return {
    update: standingUpdate(invoiceId, { set, removed: ['duePk', 'dueSk'] }, condition),
  };
}

/** A list finds it among the others of its status, while that is a rare one. */
export function listedByStatus(invoice: Invoice, set: Partial<Standing>): UpdatePart {
  const standing = { ...invoice.standing, ...set };
  const status = statusOf({ ...invoice, standing });
  if (!isRare(status)) return { removed: ['collectionPk', 'collectionSk'] };
  const year = invoice.content.issueDate.slice(0, 4);
  return { set: invoiceIndexes.status(year, status, invoice.id) };
}

const removedFromLists = {
  removed: ['duePk', 'dueSk', 'collectionPk', 'collectionSk'],
} as const;

/** From the day after it is due, the schedule looks at an invoice that was not paid by then. */
export function awaitingUpdate(invoice: Invoice): Write {
  const look = lookAt(addDays(invoice.content.dueDate as Day, 1), invoice.id);
  const listed = listedByStatus({ ...invoice, document: noDocument }, {});
  return {
    update: standingUpdate(
      invoice.id,
      { set: { ...look.set, ...listed.set } },
      { expression: 'attribute_not_exists(paidAt)' },
    ),
  };
}

/** Stored in the same transaction; only that there is one matters. */
const noDocument = { key: '', sha256: '', bytes: 0 };
