import type { PayPalAccount } from './account.ts';
import type { Capture, Refund } from './records.ts';
import { tellOfCapture, tellOfRefund } from './tell.ts';

/** The bank or the reviewers decide about a pending capture. */
export function settleCapture(
  account: PayPalAccount,
  capture: Capture,
  word: 'COMPLETED' | 'DENIED' | 'DECLINED',
): void {
  capture.state = word === 'COMPLETED' ? 'COMPLETED' : 'DECLINED';
  capture.reason = undefined;
  capture.updatedMs = account.clock.nowMs();
  tellOfCapture(account, capture, word);
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
  refund.totalRefunded = account.refundedOf(account.capture(refund.captureId));
  tellOfRefund(account, refund);
}
