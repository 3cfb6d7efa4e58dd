import type { DeliveryId } from './delivery.ts';

/** Deliveries that one run sends side by side: while it waits for one, it waits for all. */
export type DeliveryGroup = {
  requestId: string;
  deliveries: DeliveryId[];
  /** Tries an endpoint whose breaker is open. */
  isProbe?: boolean;
};

/** Hands a group over to the function that sends; it is kept once this has returned. */
export type HandOverGroup = (group: DeliveryGroup) => Promise<void>;

/** How many are sent side by side. */
const groupSize = 25;

/** The deliveries in groups of one run each. */
export const groupsOf = (deliveries: readonly DeliveryId[], requestId: string): DeliveryGroup[] =>
  Array.from({ length: Math.ceil(deliveries.length / groupSize) }, (_, index) => ({
    requestId,
    deliveries: deliveries.slice(index * groupSize, (index + 1) * groupSize),
  }));
