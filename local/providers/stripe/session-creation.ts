import type Stripe from 'stripe';
import type { IntentData, SessionRecord, StripeAccount } from './account.ts';
import { refuseUnchargeable } from './amounts.ts';
import { customerNamed } from './customers.ts';
import { absent } from './endpoint.ts';
import { paymentMethodTypesRefused } from './errors.ts';
import { newId } from './ids.ts';
import { readLineItems } from './line-items.ts';
import { Params } from './params.ts';

const minute = 60;
const day = 24 * 60 * minute;
const referenceLengthMax = 200;
const locales =
  `auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms
  mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW`.split(/\s+/);

/** Makes all of Stripe's checks and creates the session without storing it. */
export function buildSession(account: StripeAccount, params: Params): SessionRecord {
  refuseOtherModes(params);
  const created = account.clock.nowSeconds();
  const lineItems = readLineItems(params, created);
  const currency = lineItems[0]?.currency ?? '';
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  const what = "The Checkout Session's total amount due";
  refuseUnchargeable(total, currency, what, 'line_items');
  const successUrl = params.demand('success_url', params.url('success_url'));
  const id = newId('cs_test_a1');
  const session: Stripe.Checkout.Session = {
    ...unusedFeatures,
    id,
    ...customerOf(account, params),
    ...presentationOf(params),
    amount_subtotal: total,
    amount_total: total,
    cancel_url: params.url('cancel_url') ?? null,
    client_reference_id: referenceOf(params),
    created,
    currency,
    expires_at: expiryOf(params, created),
    metadata: params.metadata(),
    success_url: successUrl,
    url: `${account.url}/c/pay/${id}`,
  };
  return { session, lineItems, intentData: intentDataOf(params) };
}

function refuseOtherModes(params: Params): void {
  if (params.has('payment_method_types')) throw paymentMethodTypesRefused();
  const modes = ['payment', 'setup', 'subscription'];
  const mode = params.demand('mode', params.oneOf('mode', modes));
  if (mode !== 'payment') throw params.refusal('mode', `Not simulated: mode ${mode}.`);
  const uiMode = params.text('ui_mode') ?? 'hosted_page';
  if (uiMode !== 'hosted_page') {
    throw params.refusal('ui_mode', `Not simulated: ui_mode ${uiMode}.`);
  }
}

function customerOf(account: StripeAccount, params: Params) {
  const areBoth = params.has('customer') && params.has('customer_email');
  if (areBoth) {
    const message = 'You may only specify one of these parameters: customer, customer_email.';
    throw params.refusal('customer', message, 'parameters_exclusive');
  }
  const customer = customerNamed(account, params);
  const creation = params.oneOf('customer_creation', ['always', 'if_required']) ?? 'if_required';
  return {
    customer,
    customer_email: params.email('customer_email'),
    customer_creation: customer ? null : creation,
  };
}

function presentationOf(params: Params) {
  const allowed = params.texts('allowed_payment_method_types') ?? null;
  const pricing = params.object('adaptive_pricing');
  return {
    adaptive_pricing: { enabled: pricing?.fields.enabled !== 'false' },
    allowed_payment_method_types: allowed,
    payment_method_types: allowed ?? ['card', 'link'],
    locale: (params.oneOf('locale', locales) ?? null) as Stripe.Checkout.Session.Locale | null,
  };
}

function referenceOf(params: Params): string | null {
  const reference = params.text('client_reference_id') ?? null;
  if (reference !== null && reference.length > referenceLengthMax) {
    const message = `Invalid string: must be at most ${referenceLengthMax} characters`;
    throw params.refusal('client_reference_id', message);
  }
  return reference;
}

function expiryOf(params: Params, created: number): number {
  const expiresAt = params.integer('expires_at') ?? created + day;
  if (expiresAt >= created + 30 * minute && expiresAt <= created + day) return expiresAt;
  const bound = expiresAt > created + day ? 'less than 24 hours' : 'at least 30 minutes';
  const message = `The \`expires_at\` timestamp must be ${bound} from Checkout Session creation.`;
  throw params.refusal('expires_at', message);
}

function intentDataOf(params: Params): IntentData {
  const data = params.object('payment_intent_data') ?? new Params({});
  return {
    description: data.text('description') ?? null,
    metadata: data.metadata(),
    receiptEmail: data.text('receipt_email') ?? null,
    statementDescriptorSuffix: data.text('statement_descriptor_suffix') ?? null,
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
