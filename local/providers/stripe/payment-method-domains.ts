import type Stripe from 'stripe';
import type { StripeAccount } from './account.ts';
import { type Endpoint, names, show } from './endpoint.ts';
import { newId } from './ids.ts';

const domainForm = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

export const createDomain: Endpoint = {
  known: names('domain_name enabled expand'),
  act: ({ account, params }) => {
    const name = params.requiredText('domain_name').toLowerCase();
    if (!domainForm.test(name)) {
      throw params.refusal('domain_name', `${name} is not a valid domain name.`);
    }
    // Registering a domain again returns the existing one.
    const existing = [...account.domains.values()].find((one) => one.domain_name === name);
    if (existing) return existing;
    const domain = newDomain(account, name, params.boolean('enabled') ?? true);
    account.domains.set(domain.id, domain);
    return domain;
  },
};

/**
 * Checks the domain again, without asking anything outside. Names under `.invalid`, which can never
 * exist, stay inactive with Stripe's explanation, so that a failed check can be shown.
 */
export const validateDomain = show((account, id) => {
  const domain = account.domain(id);
  domain.apple_pay = applePayOf(domain.domain_name);
  return domain;
});

function newDomain(
  account: StripeAccount,
  name: string,
  enabled: boolean,
): Stripe.PaymentMethodDomain {
  const active = { status: 'active' as const };
  return {
    id: newId('pmd_1'),
    object: 'payment_method_domain',
    amazon_pay: active,
    apple_pay: applePayOf(name),
    created: account.clock.nowSeconds(),
    domain_name: name,
    enabled,
    google_pay: active,
    klarna: active,
    link: active,
    livemode: false,
    paypal: active,
  };
}

function applePayOf(name: string): Stripe.PaymentMethodDomain.ApplePay {
  if (!name.endsWith('.invalid')) return { status: 'active' };
  const message = `We could not verify ${name}: the domain does not serve the Apple Pay association file.`;
  return { status: 'inactive', status_details: { error_message: message } };
}
