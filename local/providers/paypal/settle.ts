import type { PayPalAccount } from './account.ts';
import type { Capture } from './capture.ts';
import { captureOf, refundedAmount } from './find-records.ts';
import type { Refund } from './refund.ts';
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
  const capture = captureOf(account, refund.captureId);
  refund.status = status;
  refund.updatedMs = account.clock.nowMs();
  refund.totalRefunded = refundedAmount(account, capture);
  tellOfRefund(account, refund);
}
