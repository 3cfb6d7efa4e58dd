/** The fields that one payment by card does not have, in lines of names. */
const absent = (lines: readonly string[]): Record<string, null> =>
  Object.fromEntries(
    lines
      .join(' ')
      .split(' ')
      .map((name) => [name, null]),
  );

const envelope = {
  id: '',
  object: 'event',
  api_version: '2026-10-28.endive',
  created: 1795,
  livemode: false,
  pending_webhooks: 0,
  request: { id: 'req_', idempotency_key: null },
};

/** Stripe’s notifications of a hosted checkout that was paid, without what is one payment’s own. */
const session = {
  ...envelope,
  data: {
    object: {
      ...absent([
        'after_expiration allow_promotion_codes billing_address_collection client_secret',
        'collected_information consent consent_collection currency_conversion customer',
        'customer_account integration_identifier invoice invoice_creation origin_context',
        'payment_link payment_method_configuration_details permissions recovered_from',
        'saved_payment_method_options setup_intent shipping_address_collection',
        'shipping_cost submit_type subscription url wallet_options',
      ]),
      id: '',
      object: 'checkout.session',
      adaptive_pricing: { enabled: false },
      allowed_payment_method_types: ['card'],
      amount_subtotal: 0,
      amount_total: 0,
      automatic_tax: { enabled: false, liability: null, provider: null, status: null },
      cancel_url: 'https://',
      client_reference_id: 'pay_01M',
      created: 1795,
      currency: 'eur',
      custom_fields: [],
      custom_text: {
        after_submit: null,
        shipping_address: null,
        submit: null,
        terms_of_service_acceptance: null,
      },
      customer_creation: 'if_required',
      customer_details: {
        address: null,
        business_name: null,
        email: '',
        individual_name: null,
        name: null,
        phone: null,
        tax_exempt: 'none',
        tax_ids: [],
      },
      customer_email: '',
      discounts: [],
      expires_at: 1795,
      livemode: false,
      locale: 'fr',
      managed_payments: { enabled: false },
      metadata: { peage_payment_id: 'pay_01M' },
      mode: 'payment',
      payment_intent: 'pi_3',
      payment_method_collection: 'if_required',
      payment_method_options: {},
      payment_method_types: ['card'],
      payment_status: 'paid',
      phone_number_collection: { enabled: false },
      shipping_options: [],
      status: 'complete',
      success_url: 'https://',
      total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
      ui_mode: 'hosted_page',
    },
  },
  type: 'checkout.session.completed',
};

const intent = {
  ...envelope,
  data: {
    object: {
      ...absent([
        'application application_fee_amount canceled_at cancellation_reason customer',
        'customer_account excluded_payment_method_types last_payment_error',
        'managed_payments next_action on_behalf_of payment_method_configuration_details',
        'payment_record processing receipt_email review setup_future_usage shipping',
        'source statement_descriptor statement_descriptor_suffix transfer_data',
        'transfer_group',
      ]),
      id: '',
      object: 'payment_intent',
      allowed_payment_method_types: ['card'],
      amount: 0,
      amount_capturable: 0,
      amount_details: { tip: {} },
      amount_received: 0,
      automatic_payment_methods: { allow_redirects: 'always', enabled: true },
      capture_method: 'automatic_async',
      client_secret: 'pi_3',
      confirmation_method: 'automatic',
      created: 1795,
      currency: 'eur',
      description: '',
      latest_charge: 'ch_3',
      livemode: false,
      metadata: { peage_checkout: 'hosted', peage_payment_id: 'pay_01M' },
      payment_method: 'pm_1',
      payment_method_options: { card: {} },
      payment_method_types: ['card'],
      status: 'succeeded',
    },
  },
  type: 'payment_intent.succeeded',
};

/** Indented, as Stripe sends them; what is most frequent is last, where a reference is shortest. */
export const stripeWords = [intent, session]
  .map((event) => JSON.stringify(event, null, 2))
  .join('');
