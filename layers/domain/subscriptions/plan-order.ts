import type { Customer } from '../customers/customer.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import { CustomerArchivedError, NotFoundError, UnprocessableError } from '../errors.ts';
import { type Currency, type Money, money } from '../money.ts';
import type { PaymentOrder } from '../payments/payment.ts';
import { findPlan, type Plan, type Plans } from '../plans/plan.ts';

export type PlanOrderRequest = Omit<
  PaymentOrder,
  'amount' | 'buyer' | 'description' | 'lines' | 'locale'
> & {
  planId: string;
  customerId: string;
  /** Default: francs for Mobile Money, else euros. */
  currency?: Currency;
  /** The recipient of the receipt, and the phone that pays. */
  payer: { email: string; phone?: string };
};

/**
 * Returns the order for one month of a plan, at the plan's own price and in the customer's name,
 * whoever pays. A customer already on the plan buys the following month.
 *
 * @throws NotFoundError when there is no such plan, or no such customer.
 * @throws CustomerArchivedError when the customer was archived.
 * @throws UnprocessableError when the plan has no price in that currency.
 */
export async function planOrder(
  { customers, plans }: { customers: Pick<CustomerStore, 'find'>; plans: Plans },
  { customerId, currency, payer, ...request }: PlanOrderRequest,
): Promise<PaymentOrder> {
  const plan = findPlan(plans, request.planId);
  if (!plan) throw new NotFoundError('plan');
  const customer = await customers.find(customerId);
  if (!customer) throw new NotFoundError('customer');
  if (customer.archivedAt !== undefined) throw new CustomerArchivedError();
  const amount = priceOf(plan, currency ?? (request.method === 'mobile_money' ? 'XOF' : 'EUR'));
  return {
    ...request,
    amount,
    description: descriptionOf(plan)[customer.locale],
    buyer: buyerOf(customer, payer),
    locale: customer.locale,
  };
}

function priceOf(plan: Plan, currency: Currency): Money {
  const minor = plan.pricePerMonth[currency];
  if (minor === undefined || minor === 0)
    throw new UnprocessableError(
      'plan_not_for_sale',
      `The plan ${plan.name} (${plan.id}) has no price in ${currency}.`,
    );
  return money(minor, currency);
}

const descriptionOf = ({ name }: Plan) => ({
  fr: `Abonnement ${name}, un mois`,
  en: `${name} subscription, one month`,
});

function buyerOf(
  { id, name, kind, address, siren, vatNumber, phone }: Customer,
  payer: PlanOrderRequest['payer'],
): PaymentOrder['buyer'] {
  return {
    customerId: id,
    name,
    email: payer.email,
    phone: payer.phone ?? phone,
    kind,
    address,
    siren,
    vatNumber,
  };
}
