import type Stripe from 'stripe';
import type { Buyer } from '#domain/payments/payment';
import type { ProviderCustomers } from '#domain/payments/payment-provider';

/** Where a customer of Stripe's carries our own id. */
const customerIdKey = 'peage_customer_id';

/** The member's customer at Stripe, made when they first pay in the app. */
export async function stripeCustomerOf(
  stripe: Stripe,
  customers: ProviderCustomers,
  buyer: Buyer & { customerId: string },
): Promise<string> {
  const { customerId, email, name } = buyer;
  const known = await customers.find(customerId);
  if (known !== undefined) return known;
  const { id } = await stripe.customers.create(
    { email, name, metadata: { [customerIdKey]: customerId } },
    { idempotencyKey: `customer:${customerId}:${email}` },
  );
  return customers.keep(customerId, id);
}

/** Lets the mobile sheet show, save and remove the member's cards; short-lived. */
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
