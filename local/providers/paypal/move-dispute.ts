import type { PayPalAccount } from './account.ts';
import { newId } from './ids.ts';
import type { Capture, Dispute } from './records.ts';
import { tellOfDispute, tellOfReversal } from './tell.ts';

/** The possible moves of a dispute, in plain words. */
export const disputeMoves = {
  open: { status: 'OPEN' },
  needs_response: { status: 'WAITING_FOR_SELLER_RESPONSE' },
  under_review: { status: 'UNDER_REVIEW' },
  won: { status: 'RESOLVED', outcome: 'RESOLVED_SELLER_FAVOUR' },
  lost: { status: 'RESOLVED', outcome: 'RESOLVED_BUYER_FAVOUR' },
  cancelled: { status: 'RESOLVED', outcome: 'CANCELED_BY_BUYER' },
} as const satisfies Record<string, Pick<Dispute, 'status' | 'outcome'>>;

export type DisputeMove = keyof typeof disputeMoves;

/** The payer complains about the capture, PayPal moves the complaint on, or decides. */
export function moveDispute(
  account: PayPalAccount,
  capture: Capture,
  move: DisputeMove,
  part?: number,
): Dispute {
  const target: Pick<Dispute, 'status' | 'outcome'> = disputeMoves[move];
  const isClosing = target.status === 'RESOLVED';
  const existing = account.disputesOf(capture).find(({ status }) => status !== 'RESOLVED');
  const status = isClosing ? 'OPEN' : target.status;
  const dispute = existing ?? open(account, capture, { status, part });
  if (dispute.status === target.status) return dispute;
  Object.assign(dispute, target, { updatedMs: account.clock.nowMs() });
  tellOfDispute(account, dispute, isClosing ? 'RESOLVED' : 'UPDATED');
  if (target.outcome === 'RESOLVED_BUYER_FAVOUR') reverse(account, dispute);
  return dispute;
}

/** Money withheld while a dispute is open, and lost once the payer has won it. */
export const withheld = (account: PayPalAccount, capture: Capture): number =>
  account
    .disputesOf(capture)
    .filter((dispute) => !isWonBySeller(dispute))
    .reduce((sum, { amount }) => sum + amount, 0);

const isWonBySeller = ({ status, outcome }: Dispute): boolean =>
  status === 'RESOLVED' && outcome !== 'RESOLVED_BUYER_FAVOUR';

function open(
  account: PayPalAccount,
  capture: Capture,
  { status, part }: { status: Dispute['status']; part?: number },
): Dispute {
  const now = account.clock.nowMs();
  const amount = part ?? capture.sum.amount - account.refundedOf(capture);
  const terms = { capture, status, amount, createdMs: now, updatedMs: now };
  const dispute = { id: newId('dispute'), ...terms };
  account.disputes.set(dispute.id, dispute);
  tellOfDispute(account, dispute, 'CREATED');
  return dispute;
}

/** PayPal takes the money back from the seller, but not as a refund by the seller. */
function reverse(account: PayPalAccount, { capture, amount }: Dispute): void {
  capture.reason = 'CHARGEBACK';
  capture.updatedMs = account.clock.nowMs();
  tellOfReversal(account, {
    id: newId('refund'),
    captureId: capture.id,
    sum: { ...capture.sum, amount },
    status: 'COMPLETED',
    customId: capture.customId,
    invoiceId: capture.invoiceId,
    totalRefunded: account.refundedOf(capture) + amount,
    createdMs: capture.updatedMs,
    updatedMs: capture.updatedMs,
  });
}
