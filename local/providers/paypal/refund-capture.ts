import type { JsonBody } from '../json-body.ts';
import type { PayPalAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { newId } from './ids.ts';
import { minimalRefund, refundObject } from './money-objects.ts';
import { readMoney } from './read-money.ts';
import type { Capture, Refund } from './records.ts';
import { type RefundTerms, refuseTerms, refuseUnrefundable } from './refund-barriers.ts';
import { tellOfRefund } from './tell.ts';
import { optionalText } from './text-field.ts';

const customId = /^[A-Za-z0-9\-_.,]*$/;

/** `POST /v2/payments/captures/{id}/refund` */
export const createRefund: Endpoint = ({ account, ids, body, isMinimal }) => {
  const capture = account.capture(ids.id);
  const refund = refundCapture(account, capture, readTerms(body()));
  const tell = isMinimal ? minimalRefund : refundObject;
  return { status: 201, body: tell(account, refund) };
};

/** `GET /v2/payments/refunds/{id}` */
export const readRefund: Endpoint = ({ account, ids }) => ({
  status: 200,
  body: refundObject(account, account.refund(ids.id)),
});

/** Refunds at most what is left; used by the API and the dashboard. */
export function refundCapture(
  account: PayPalAccount,
  capture: Capture,
  terms: RefundTerms,
): Refund {
  refuseUnrefundable(account, capture);
  const refunded = account.refundedOf(capture);
  const left = capture.sum.amount - refunded;
  if (left <= 0) throw failure('CAPTURE_FULLY_REFUNDED');
  refuseTerms(account, capture, terms, left);
  const sum = terms.sum ?? { ...capture.sum, amount: left };
  const now = account.clock.nowMs();
  const refund: Refund = {
    id: newId('refund'),
    captureId: capture.id,
    ...terms,
    sum,
    // Money from a bank account goes back there, which takes days.
    status: capture.isECheck ? 'PENDING' : 'COMPLETED',
    totalRefunded: refunded + sum.amount,
    createdMs: now,
    updatedMs: now,
  };
  account.refunds.set(refund.id, refund);
  capture.updatedMs = now;
  tellOfRefund(account, refund);
  return refund;
}

function readTerms(body: JsonBody): RefundTerms {
  const text = (name: string, lengthMax: number, pattern?: RegExp) =>
    optionalText(body, name, { field: `/${name}`, lengthMax, pattern });
  return {
    ...(body.amount !== undefined && { sum: readMoney(body.amount, '/amount') }),
    customId: text('custom_id', 127, customId),
    invoiceId: text('invoice_id', 127),
    note: text('note_to_payer', 255),
  };
}
