import type { PayPalAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { newId } from './ids.ts';
import { disputeObject, disputeSummary } from './objects.ts';
import type { Capture, Dispute } from './records.ts';
import { tellOfDispute, tellOfReversal } from './tell.ts';
import { get } from './wire.ts';

const usualPageSize = 10;
const pageSizeMax = 50;

const states = {
  OPEN: 'OPEN_INQUIRIES',
  WAITING_FOR_SELLER_RESPONSE: 'REQUIRED_ACTION',
  UNDER_REVIEW: 'UNDER_PAYPAL_REVIEW',
  RESOLVED: 'RESOLVED',
} as const satisfies Record<Dispute['status'], string>;

/** `GET /v1/customer/disputes`: summaries, newest first, without the outcome of a dispute. */
export const listDisputes: Endpoint = ({ account, query }) => {
  const transaction = query.get('disputed_transaction_id');
  if (transaction !== null && query.has('start_time')) {
    throw failure('INVALID_PARAMETER_VALUE', { field: 'start_time' });
  }
  const found = [...account.disputes.values()]
    .filter(({ capture }) => transaction === null || capture.id === transaction)
    .reverse();
  const items = found.slice(0, pageSize(query)).map((dispute) => ({
    ...disputeSummary(account, dispute),
    dispute_state: states[dispute.status],
  }));
  const self = `${account.url}/v1/customer/disputes?${query}`;
  return { items, links: [get(self)] };
};

/** `GET /v1/customer/disputes/{id}` */
export const readDispute: Endpoint = ({ account, ids }) =>
  disputeObject(account, account.dispute(ids.id));

function pageSize(query: URLSearchParams): number {
  const text = query.get('page_size') ?? String(usualPageSize);
  const size = /^\d+$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= pageSizeMax) return size;
  throw failure('INVALID_PARAMETER_VALUE', { field: 'page_size', value: text });
}

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
    capture,
    sum: { ...capture.sum, amount },
    status: 'COMPLETED',
    customId: capture.unit.customId,
    invoiceId: capture.unit.invoiceId,
    totalRefunded: account.refundedOf(capture) + amount,
    createdMs: capture.updatedMs,
    updatedMs: capture.updatedMs,
  });
}
