import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { ProviderCustomers } from '#domain/payments/payment-provider';
import { requiredLine } from '../text-limit.ts';
import { stripeTextLimits } from './text-limits.ts';

/** The metadata key for our own id on a Stripe customer. */
const customerIdKey = 'peage_customer_id';

/**
 * Returns the Stripe customer of a customer, created at its first payment in the app. Name and
 * address are the stored ones: what a payer states does not stay with the customer.
 */
export async function stripeCustomerOf(
  stripe: Stripe,
  customers: ProviderCustomers,
  customerId: string,
): Promise<string> {
  const known = await customers.find(customerId);
  if (known !== undefined) return known;
  const contact = within(await customers.contactOf(customerId));
  const { id } = await stripe.customers.create(
    { ...contact, metadata: { [customerIdKey]: customerId } },
    // Stripe rejects a key that is reused with other parameters, and the shop may change them.
    { idempotencyKey: `customer:${customerId}:${sha256(JSON.stringify(contact ?? {}))}` },
  );
  return customers.keep(customerId, id);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Lets the mobile sheet show, save and remove the customer's cards; short-lived. */
export async function openCustomerSession(stripe: Stripe, customer: string): Promise<string> {
  const session = await stripe.customerSessions.create({
    customer,
    components: {
      mobile_payment_element: {
        enabled: true,
        features: {
          payment_method_save: 'enabled',
          payment_method_redisplay: 'enabled',
          payment_method_remove: 'enabled',
        },
      },
    },
  });
  return session.client_secret;
}

const within = <Contact extends { name: string }>(contact: Contact | undefined) =>
  contact && { ...contact, name: requiredLine(contact.name, stripeTextLimits.customerName) };
