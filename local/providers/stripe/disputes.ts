import type Stripe from 'stripe';
import { words } from '../words.ts';
import type { StripeAccount } from './account.ts';
import { newId } from './ids.ts';

const week = 7 * 24 * 60 * 60;

/** The states in which a dispute has ended. */
const closed = ['won', 'lost', 'warning_closed', 'prevented'];
/** The states in which the bank holds the money, so that it cannot be refunded as well. */
const holding = ['needs_response', 'under_review', 'lost'];

export const disputeStatuses = [
  ...closed,
  ...words('needs_response under_review warning_needs_response warning_under_review'),
];

/**
 * The buyer's bank opens a dispute over the charge or a part of it, moves it on, or closes it. One
 * that begins as a warning takes nothing until it becomes a dispute.
 */
export function moveDispute(
  account: StripeAccount,
  charge: Stripe.Charge,
  status: Stripe.Dispute.Status,
  amount?: number,
): Stripe.Dispute {
  const existing = [...account.disputes.values()].find((one) => one.charge === charge.id);
  const isClosed = closed.includes(status);
  const dispute = existing ?? openDispute(account, charge, openingStatus(status), amount);
  if (dispute.status === status) return dispute;
  dispute.status = status;
  // A warning may have been answered by a refund.
  dispute.amount = Math.min(dispute.amount, charge.amount_captured - charge.amount_refunded);
  dispute.is_charge_refundable = !holding.includes(status);
  const type = isClosed ? 'charge.dispute.closed' : 'charge.dispute.updated';
  account.events.record(type, dispute, [charge.metadata]);
  return dispute;
}

/** True when a dispute prevents a refund of the charge. */
export const isBlocked = ({ disputes }: StripeAccount, charge: Stripe.Charge): boolean =>
  [...disputes.values()].some((one) => one.charge === charge.id && !one.is_charge_refundable);

/** What the bank has taken for disputes of the charge, until they are won. */
export const withheld = (account: StripeAccount, charge: Stripe.Charge): number =>
  [...account.disputes.values()]
    .filter((dispute) => dispute.charge === charge.id && holding.includes(dispute.status))
    .reduce((sum, { amount }) => sum + amount, 0);

/** What is told closed at once was open before: a warning as a warning. */
function openingStatus(status: Stripe.Dispute.Status): Stripe.Dispute.Status {
  if (status === 'warning_closed') return 'warning_needs_response';
  return closed.includes(status) ? 'needs_response' : status;
}

/** A dispute over what is left of the charge, or a part of it, with no evidence yet. */
function openDispute(
  account: StripeAccount,
  charge: Stripe.Charge,
  status: Stripe.Dispute.Status,
  amount = charge.amount_captured - charge.amount_refunded,
): Stripe.Dispute {
  const created = account.clock.nowSeconds();
  const dispute: Stripe.Dispute = {
    id: newId('dp_1'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {} as Stripe.Dispute.Evidence,
    evidence_details: {
      due_by: created + week,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    } as Stripe.Dispute.EvidenceDetails,
    intended_submission_method: null,
    is_charge_refundable: !holding.includes(status),
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: 'visa', case_type: 'chargeback', network_reason_code: '10.4' },
      type: 'card',
    } as Stripe.Dispute.PaymentMethodDetails,
    reason: 'fraudulent',
    status,
  };
  account.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  account.events.record('charge.dispute.created', dispute, [charge.metadata]);
  return dispute;
}
