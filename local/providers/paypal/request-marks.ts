import type { Metadata } from '../faults.ts';
import { type JsonBody, marksIn, readJsonBody } from '../json-body.ts';
import type { Call } from '../loopback-server.ts';
import type { PayPalAccount } from './account.ts';
import { marksOf } from './records.ts';

/**
 * The objects of a call: names in its body, and those of the objects in its path. Faults select by
 * them, so that parallel tests do not disturb each other.
 */
export function marksConcerned(account: PayPalAccount, call: Call): Metadata[] {
  const body = readJsonBody(call.body) ?? {};
  const units = Array.isArray(body.purchase_units) ? (body.purchase_units as JsonBody[]) : [];
  const carried = [body, ...units.map((unit) => unit ?? {})].map(marksIn);
  return [...carried, ...call.path.split('/').flatMap((id) => marksOfObject(account, id))];
}

function marksOfObject(account: PayPalAccount, id: string): Metadata[] {
  const refund = account.refunds.get(id);
  const capture = account.captures.get(refund?.captureId ?? id);
  const order = account.orders.get(capture?.orderId ?? id);
  if (!order) return [];
  const units = capture
    ? order.units.filter(({ referenceId }) => referenceId === capture.referenceId)
    : order.units;
  const more: Metadata = capture ? { capture_id: capture.id } : {};
  return units.map((unit) => ({ ...marksOf(order, unit), ...more }));
}
