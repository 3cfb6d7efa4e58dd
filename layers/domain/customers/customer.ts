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
  /** IANA zone of its days and months; fixed at creation, since counters depend on it. */
  timeZone: string;
  planId: string;
  /**
   * Active when absent. `inactive`: a guest who has bought, and whose mailbox nobody has proven;
   * `erased`: nothing of the person remains.
   */
  state?: 'inactive' | 'erased';
  /** Since then nobody acts for it. */
  erasedAt?: string;
  /** The version of the activation link that counts. */
  activationVersion?: number;
  /** Activation mails that were requested: the last one, and how many on its day (UTC). */
  activationMails?: { lastAt: string; day: string; count: number };
  /** How it pays for its plan; absent on the free plan and on one set by an administrator. */
  subscription?: Subscription;
  /** Projects and members in use. */
  places: Places;
  /** Additions on the last day (UTC) with any, counted because places can be freed again. */
  added?: { day: string } & Partial<Places>;
  phone?: string;
  address?: Buyer['address'];
  siren?: string;
  vatNumber?: string;
  createdAt: string;
  updatedAt: string;
  archivedAt?: string;
  /** Increases with every write; a write states the version that it has read. */
  version: number;
};

/** The customer with a new version, for a change elsewhere that must not race with others. */
export const writtenAgain = (customer: Customer, now: Date): Customer => ({
  ...customer,
  updatedAt: now.toISOString(),
  version: customer.version + 1,
});
