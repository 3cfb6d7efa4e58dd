import type { Locale } from '../money.ts';
import type { Buyer } from '../payments/payment.ts';
import type { Places } from '../plans/plan.ts';
import type { Subscription } from '../subscriptions/subscription.ts';

/** The billing account: a person or a company. Times are ISO 8601 UTC. */
export type Customer = {
  /** `cus_…`. */
  id: string;
  name: string;
  email: string;
  kind: 'person' | 'company';
  locale: Locale;
  /** IANA zone in which its days and months are counted; fixed once made, since counters hang on it. */
  timeZone: string;
  planId: string;
  /** What it pays its plan by; absent on the free one, and on one that an administrator gave. */
  subscription?: Subscription;
  /** Projects and members in use. */
  places: Places;
  /** How many were added on the last day on which any was (UTC), since places can be given back. */
  added?: { day: string } & Partial<Places>;
  phone?: string;
  address?: Buyer['address'];
  siren?: string;
  vatNumber?: string;
  createdAt: string;
  updatedAt: string;
  archivedAt?: string;
  /** Counts the writes: every write says which one it has seen. */
  version: number;
};

/** For a change beside it that must not race with others: every write of a customer counts. */
export const writtenAgain = (customer: Customer, now: Date): Customer => ({
  ...customer,
  updatedAt: now.toISOString(),
  version: customer.version + 1,
});
