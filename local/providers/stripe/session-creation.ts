import type Stripe from 'stripe';
import type { IntentData, SessionRecord, StripeAccount } from './account.ts';
import { refuseUnchargeable } from './amounts.ts';
import { customerNamed } from './customers.ts';
import { invalidParameter, missingParameter, paymentMethodTypesRefused } from './errors.ts';
import type { Form } from './forms.ts';
import { newId } from './ids.ts';
import { readLineItems } from './line-items.ts';
import {
  absent,
  emailOf,
  metadataOf,
  oneOf,
  optionalForm,
  optionalInteger,
  optionalText,
  optionalUrl,
  textList,
} from './parameters.ts';

const minute = 60;
const day = 24 * 60 * minute;
const referenceLengthMax = 200;
const locales =
  `auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms
  mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW`.split(/\s+/);

/** Makes all of Stripe's checks and creates the session without storing it. */
export function buildSession(account: StripeAccount, params: Form): SessionRecord {
  refuseOtherModes(params);
  const created = account.clock.nowSeconds();
  const lineItems = readLineItems(params, created);
  const currency = lineItems[0]?.currency ?? '';
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  const what = "The Checkout Session's total amount due";
  refuseUnchargeable(total, currency, what, 'line_items');
  const successUrl = optionalUrl(params, 'success_url');
  if (successUrl === undefined) throw missingParameter('success_url');
  const id = newId('cs_test_a1');
  const session: Stripe.Checkout.Session = {
    ...unusedFeatures,
    id,
    ...customerOf(account, params),
    ...presentationOf(params),
    amount_subtotal: total,
    amount_total: total,
    cancel_url: optionalUrl(params, 'cancel_url') ?? null,
    client_reference_id: referenceOf(params),
    created,
    currency,
    expires_at: expiryOf(params, created),
    metadata: metadataOf(params),
    success_url: successUrl,
    url: `${account.url}/c/pay/${id}`,
  };
  return { session, lineItems, intentData: intentDataOf(params) };
}

function refuseOtherModes(params: Form): void {
  if (params.payment_method_types !== undefined) throw paymentMethodTypesRefused();
  const mode = oneOf(params, 'mode', ['payment', 'setup', 'subscription']);
  if (mode === undefined) throw missingParameter('mode');
  if (mode !== 'payment') throw invalidParameter('mode', `Not simulated: mode ${mode}.`);
  const uiMode = optionalText(params, 'ui_mode') ?? 'hosted_page';
  if (uiMode !== 'hosted_page') {
    throw invalidParameter('ui_mode', `Not simulated: ui_mode ${uiMode}.`);
  }
}

function customerOf(account: StripeAccount, params: Form) {
  const areBoth = params.customer !== undefined && params.customer_email !== undefined;
  if (areBoth) {
    const message = 'You may only specify one of these parameters: customer, customer_email.';
    throw invalidParameter('customer', message, 'parameters_exclusive');
  }
  const customer = customerNamed(account, params);
  const creation = oneOf(params, 'customer_creation', ['always', 'if_required']) ?? 'if_required';
  return {
    customer,
    customer_email: emailOf(params, 'customer_email'),
    customer_creation: customer ? null : creation,
  };
}

function presentationOf(params: Form) {
  const allowed = textList(params, 'allowed_payment_method_types') ?? null;
  const pricing = optionalForm(params, 'adaptive_pricing') ?? {};
  return {
    adaptive_pricing: { enabled: pricing.enabled !== 'false' },
    allowed_payment_method_types: allowed,
    payment_method_types: allowed ?? ['card', 'link'],
    locale: (oneOf(params, 'locale', locales) ?? null) as Stripe.Checkout.Session.Locale | null,
  };
}

function referenceOf(params: Form): string | null {
  const reference = optionalText(params, 'client_reference_id') ?? null;
  if (reference !== null && reference.length > referenceLengthMax) {
    const message = `Invalid string: must be at most ${referenceLengthMax} characters`;
    throw invalidParameter('client_reference_id', message);
  }
  return reference;
}

function expiryOf(params: Form, created: number): number {
  const expiresAt = optionalInteger(params, 'expires_at') ?? created + day;
  if (expiresAt >= created + 30 * minute && expiresAt <= created + day) return expiresAt;
  const bound = expiresAt > created + day ? 'less than 24 hours' : 'at least 30 minutes';
  const message = `The \`expires_at\` timestamp must be ${bound} from Checkout Session creation.`;
  throw invalidParameter('expires_at', message);
}

function intentDataOf(params: Form): IntentData {
  const data = optionalForm(params, 'payment_intent_data') ?? {};
  return {
    description: optionalText(data, 'description') ?? null,
    metadata: metadataOf(data, 'payment_intent_data[metadata]'),
    receiptEmail: optionalText(data, 'receipt_email') ?? null,
    statementDescriptorSuffix: optionalText(data, 'statement_descriptor_suffix') ?? null,
  };
}

/** The values of a new one-time session for everything that is not simulated. */
const unusedFeatures = {
  ...absent(
    'after_expiration allow_promotion_codes billing_address_collection client_secret',
    'collected_information consent consent_collection currency_conversion customer_account',
    'customer_details integration_identifier invoice invoice_creation origin_context',
    'payment_intent payment_link payment_method_configuration_details permissions',
    'recovered_from saved_payment_method_options setup_intent shipping_address_collection',
    'shipping_cost submit_type subscription wallet_options',
  ),
  object: 'checkout.session',
  automatic_tax: { enabled: false, ...absent('liability provider status') },
  custom_fields: [],
  custom_text: absent('after_submit shipping_address submit terms_of_service_acceptance'),
  discounts: [],
  livemode: false,
  managed_payments: { enabled: false },
  mode: 'payment',
  payment_method_collection: 'if_required',
  payment_method_options: {},
  payment_status: 'unpaid',
  phone_number_collection: { enabled: false },
  shipping_options: [],
  status: 'open',
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: 'hosted_page',
} satisfies Partial<Stripe.Checkout.Session>;
