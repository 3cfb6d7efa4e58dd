import type { Sum } from '../distort.ts';
import type { PayPalAccount } from './account.ts';
import { failure } from './failure.ts';
import type { Issue } from './issues.ts';
import type { Capture } from './records.ts';

const timeLimitMs = 180 * 24 * 60 * 60 * 1000;
/** PayPal's limit is undocumented. */
const refundsMax = 10;

/** A refund's terms besides the capture; without a sum, everything left is refunded. */
export type RefundTerms = {
  sum?: Sum;
  customId?: string;
  invoiceId?: string;
  note?: string;
};

/** Rejects a refund because of the capture itself. */
export function refuseUnrefundable(account: PayPalAccount, capture: Capture): void {
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
export function refuseTerms(
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
