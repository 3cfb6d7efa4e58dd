import type { DomainEvent, EventType } from '#vocabulary/events';
import type { RandomBytes } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import { newId } from '../ids.ts';

export type SubscriptionFact = Extract<EventType, `subscription.${string}`>;

export type SubscriptionEventContext = {
  now: Date;
  randomBytes: RandomBytes;
  requestId: string;
  paymentId?: string;
  reason?: 'refunded' | 'plan_changed' | 'cancelled';
};

/** The event of a subscription that starts, continues or ends. */
export function subscriptionEvent(
  type: SubscriptionFact,
  { id, planId, subscription }: Pick<Customer, 'id' | 'planId' | 'subscription'>,
  { now, randomBytes, requestId, paymentId, reason }: SubscriptionEventContext,
): DomainEvent {
  return {
    id: newId('evt', now, randomBytes(10)),
    type,
    occurredAt: now.toISOString(),
    requestId,
    data: {
      customerId: id,
      planId,
      ...(subscription && { currentPeriodEnd: subscription.currentPeriodEnd }),
      ...(paymentId && { paymentId }),
      ...(reason && { reason }),
    },
  };
}
