import type { Sum } from '../faults.ts';
import type { PayPalAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { newId } from './ids.ts';
import type { Issue } from './issues.ts';
import { minimalRefund, refundObject } from './objects.ts';
import type { Part } from './part.ts';
import type { Capture, Refund } from './records.ts';
import { tellOfRefund } from './tell.ts';

const timeLimitMs = 180 * 24 * 60 * 60 * 1000;
/** PayPal's limit is undocumented. */
const refundsMax = 10;
const customId = /^[A-Za-z0-9\-_.,]*$/;

/** A refund's terms besides the capture; without a sum, everything left is refunded. */
type RefundTerms = {
  sum?: Sum;
  customId?: string;
  invoiceId?: string;
  note?: string;
};

/** `POST /v2/payments/captures/{id}/refund` */
export const createRefund: Endpoint = ({ account, ids, readBody, isMinimal }) => {
  const capture = account.capture(ids.id);
  const refund = refundCapture(account, capture, readTerms(readBody()));
  const tell = isMinimal ? minimalRefund : refundObject;
  return tell(account, refund);
};

/** `GET /v2/payments/refunds/{id}` */
export const readRefund: Endpoint = ({ account, ids }) =>
  refundObject(account, account.refund(ids.id));

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
    capture,
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

/** The bank's later decision about a refund: a failed one can be repeated. */
export function settleRefund(
  account: PayPalAccount,
  refund: Refund,
  status: Refund['status'],
): void {
  if (refund.status === status) return;
  refund.status = status;
  refund.updatedMs = account.clock.nowMs();
  refund.totalRefunded = account.refundedOf(refund.capture);
  tellOfRefund(account, refund);
}

function readTerms(body: Part): RefundTerms {
  return {
    ...(body.has('amount') && { sum: body.sum('amount') }),
    customId: body.text('custom_id', { lengthMax: 127, pattern: customId }),
    invoiceId: body.text('invoice_id', { lengthMax: 127 }),
    note: body.text('note_to_payer', { lengthMax: 255 }),
  };
}

/** Rejects a refund because of the capture itself. */
function refuseUnrefundable(account: PayPalAccount, capture: Capture): void {
  const forbidden = forbiddenByDispute(account, capture);
  if (forbidden) throw failure(forbidden);
  if (capture.state === 'PENDING') throw failure('PENDING_CAPTURE');
  if (capture.state === 'DECLINED') throw failure('REFUND_NOT_ALLOWED');
  const isTooLate = account.clock.nowMs() - capture.createdMs > timeLimitMs;
  if (isTooLate) throw failure('REFUND_TIME_LIMIT_EXCEEDED');
  const isTooMany = account.refundsOf(capture).length >= refundsMax;
  if (isTooMany) throw failure('MAX_NUMBER_OF_REFUNDS_EXCEEDED');
}

/** Rejects a refund because of its own terms. */
function refuseTerms(
  account: PayPalAccount,
  capture: Capture,
  { sum, invoiceId }: RefundTerms,
  left: number,
): void {
  if (sum && sum.currency !== capture.sum.currency) {
    const spot = { field: '/amount/currency_code', value: sum.currency };
    throw failure('REFUND_CAPTURE_CURRENCY_MISMATCH', spot);
  }
  if (sum && sum.amount > left) throw failure('REFUND_AMOUNT_EXCEEDED', { field: '/amount/value' });
  const isUsed = [...account.refunds.values()].some((refund) => refund.invoiceId === invoiceId);
  if (invoiceId !== undefined && isUsed) {
    throw failure('DUPLICATE_INVOICE_ID', { field: '/invoice_id', value: invoiceId });
  }
}

/** The issue for a refund during a dispute: still open, or lost and so already paid back. */
function forbiddenByDispute(account: PayPalAccount, capture: Capture): Issue | undefined {
  const own = account.disputesOf(capture);
  if (own.some(({ status }) => status !== 'RESOLVED')) return 'TRANSACTION_DISPUTED';
  const isLost = own.some(({ outcome }) => outcome === 'RESOLVED_BUYER_FAVOUR');
  return isLost ? 'REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK' : undefined;
}
