import type { Plan } from '../plan/plan.ts';

/** A name that nobody else's payment carries; no other plan's name begins with it. */
export const markOf = (run: string, { index }: Plan): string => `plan-${index}-of-${run}.`;

export const emailOf = (run: string, plan: Plan): string => `${markOf(run, plan)}buyer@example.com`;

export const descriptionOf = (run: string, plan: Plan): string => `Commande ${markOf(run, plan)}`;

/**
 * What a provider's simulation aims a fault by. PayPal is told nothing of ours but the description
 * and the payment's id.
 */
export function targetOf(run: string, plan: Plan, paymentId?: string): Record<string, string> {
  switch (plan.provider) {
    case 'stripe':
      return { plan: markOf(run, plan) };
    case 'paypal':
      return paymentId === undefined
        ? { description: descriptionOf(run, plan) }
        : { custom_id: paymentId };
    case 'cinetpay':
    case 'external':
      return { email: emailOf(run, plan) };
  }
}

/** The part of a payment's id that CinetPay is told too: all of the rest is the same for years. */
export const aimAt = (paymentId: string): string => paymentId.slice(-24);
