import type Stripe from 'stripe';
import { newId } from './ids.ts';

const week = 7 * 24 * 60 * 60;

/** Seconds since 1970, and minor units. */
export type DisputeTerms = { created: number; amount?: number };

/** A dispute over what is left of the charge, or a part of it, with no evidence yet. */
export function newDispute(
  charge: Stripe.Charge,
  status: Stripe.Dispute.Status,
  { created, amount = charge.amount_captured - charge.amount_refunded }: DisputeTerms,
): Stripe.Dispute {
  return {
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
    is_charge_refundable: false,
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
}
