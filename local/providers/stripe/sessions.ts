import type { SessionRecord, StripeAccount } from './account.ts';
import { type Endpoint, names } from './endpoint.ts';
import { wrongState } from './errors.ts';
import { listOf } from './lists.ts';
import { cancelIntent } from './payment-intents.ts';
import { buildSession } from './session-creation.ts';

const priceData = {
  product_data: names('name description images metadata tax_code unit_label tax_details'),
  ...names(`currency product recurring tax_behavior unit_amount unit_amount_decimal`),
};

const lineItem = {
  price_data: priceData,
  ...names('adjustable_quantity metadata price quantity tax_rates'),
};

/** Every parameter for creating a Checkout Session; others are rejected. */
const sessionParameters = {
  adaptive_pricing: names('enabled'),
  line_items: [lineItem] as [typeof lineItem],
  payment_intent_data: names(`application_fee_amount capture_method description metadata
    on_behalf_of receipt_email setup_future_usage shipping statement_descriptor statement_descriptor_suffix transfer_data
    transfer_group`),
  ...names(`after_expiration allow_promotion_codes allowed_payment_method_types automatic_tax
    billing_address_collection branding_settings cancel_url client_reference_id
    consent_collection currency custom_fields custom_text customer customer_account
    customer_creation customer_email customer_update discounts excluded_payment_method_types
    expand expires_at integration_identifier invoice_creation locale managed_payments metadata
    mode name_collection optional_items origin_context payment_method_collection
    payment_method_configuration payment_method_data payment_method_options permissions
    phone_number_collection redirect_on_completion return_url saved_payment_method_options
    setup_intent_data shipping_address_collection shipping_options submit_type subscription_data
    success_url tax_id_collection ui_mode wallet_options`),
};

export const createSession: Endpoint = {
  known: { ...sessionParameters, payment_method_types: true },
  act: ({ account, params }) => {
    const record = buildSession(account, params);
    account.sessions.set(record.session.id, record);
    return record.session;
  },
};

const anySessions = listOf(
  '/v1/checkout/sessions',
  ({ sessions }) => [...sessions.values()].map(({ session }) => session),
  {
    equals: 'customer payment_intent status',
    known: { customer_details: names('email'), ...names('payment_link subscription') },
  },
);

export const listSessions: Endpoint = {
  ...anySessions,
  act: (call) => {
    call.params.oneOf('status', ['open', 'complete', 'expired']);
    return anySessions.act(call);
  },
};

export const expireSession: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => {
    const record = account.session(ids.id);
    if (record.session.status !== 'open') {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${record.session.status}\`.`;
      throw wrongState(message);
    }
    expire(account, record);
    return record.session;
  },
};

/** Closes every expired open session, and records it. */
export function expireDueSessions(account: StripeAccount): void {
  const now = account.clock.nowSeconds();
  for (const record of account.sessions.values()) {
    const isDue = record.session.status === 'open' && record.session.expires_at <= now;
    if (isDue) expire(account, record);
  }
}

function expire(account: StripeAccount, record: SessionRecord): void {
  const { session, intentData } = record;
  session.status = 'expired';
  session.url = null;
  const intent = account.intents.get(String(session.payment_intent));
  if (intent) cancelIntent(account, intent, 'expired');
  account.events.record('checkout.session.expired', session, [intentData.metadata]);
}
