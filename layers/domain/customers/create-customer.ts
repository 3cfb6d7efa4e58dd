import { createHash } from 'node:crypto';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { findPlan, freePlan, noPlaces, type Plans } from '../plans/plan.ts';
import type { Customer } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';

export type CustomerDetails = Pick<
  Customer,
  'name' | 'email' | 'kind' | 'locale' | 'phone' | 'address' | 'siren' | 'vatNumber'
>;

export type NewCustomer = CustomerDetails & { planId?: string; timeZone?: string };

export type CreateCustomerDeps = {
  customers: Pick<CustomerStore, 'createOrGet'>;
  plans: Plans;
  /** The seller's zone, for requests without one. */
  timeZone: string;
};

/**
 * Opens a billing account, on the free plan unless an administrator sets another. Its id comes from
 * the claim, so that a repeated request creates no second one.
 *
 * @throws NotFoundError when there is no such plan.
 */
export async function createCustomer(
  { customers, plans, timeZone }: CreateCustomerDeps,
  { claim, ...request }: NewCustomer & { claim: Claim },
  context: AuditContext,
): Promise<Customer> {
  const { planId = freePlan(plans).id } = request;
  if (!findPlan(plans, planId)) throw new NotFoundError('plan');
  const { createdAt } = claim;
  const customer: Customer = {
    timeZone,
    ...request,
    id: newId('cus', new Date(createdAt), createHash('sha256').update(claim.id).digest()),
    planId,
    places: noPlaces,
    createdAt,
    updatedAt: createdAt,
    version: 1,
  };
  const audit = auditEntry(context, {
    action: 'customer.created',
    subject: customer.id,
    before: null,
    after: { planId },
  });
  return customers.createOrGet(customer, audit);
}
