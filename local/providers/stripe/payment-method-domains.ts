import type Stripe from 'stripe';
import type { StripeAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { invalidParameter, noSuch } from './errors.ts';
import { newId } from './ids.ts';
import { listPage, listParameters } from './lists.ts';
import { optionalBoolean, optionalText, requiredText } from './parameters.ts';

const domainForm = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

export const createDomain: Endpoint = {
  known: { domain_name: true, enabled: true, expand: true },
  act: ({ account, params }) => {
    const name = requiredText(params, 'domain_name').toLowerCase();
    if (!domainForm.test(name)) {
      throw invalidParameter('domain_name', `${name} is not a valid domain name.`);
    }
    // Registering a domain again returns the existing one.
    const existing = [...account.domains.values()].find((one) => one.domain_name === name);
    if (existing) return existing;
    const domain = newDomain(account, name, optionalBoolean(params, 'enabled') ?? true);
    account.domains.set(domain.id, domain);
    return domain;
  },
};

export const listDomains: Endpoint = {
  known: { ...listParameters, domain_name: true, enabled: true },
  act: ({ account, params }) => {
    const name = optionalText(params, 'domain_name')?.toLowerCase();
    const isEnabled = optionalBoolean(params, 'enabled');
    const wanted = [...account.domains.values()].filter(
      (domain) =>
        (name === undefined || domain.domain_name === name) &&
        (isEnabled === undefined || domain.enabled === isEnabled),
    );
    return listPage(wanted, params, '/v1/payment_method_domains');
  },
};

export const retrieveDomain: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => domainOf(account, ids.id),
};

export const updateDomain: Endpoint = {
  known: { enabled: true, expand: true },
  act: ({ account, params, ids }) => {
    const domain = domainOf(account, ids.id);
    domain.enabled = optionalBoolean(params, 'enabled') ?? domain.enabled;
    return domain;
  },
};

/**
 * Checks the domain again, without asking anything outside. Names under `.invalid`, which can never
 * exist, stay inactive with Stripe's explanation, so that a failed check can be shown.
 */
export const validateDomain: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => {
    const domain = domainOf(account, ids.id);
    const applePay = applePayOf(domain.domain_name);
    domain.apple_pay = applePay;
    return domain;
  },
};

function domainOf(account: StripeAccount, id = ''): Stripe.PaymentMethodDomain {
  const domain = account.domains.get(id);
  if (!domain) throw noSuch('payment_method_domain', id, 'payment_method_domain');
  return domain;
}

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
