/** PayPal’s notifications of an order, without what is one payment’s own. */
const approved = {
  resource_type: 'checkout-order',
  event_type: 'CHECKOUT.ORDER.APPROVED',
  summary: 'An order has been approved by buyer',
  resource: {
    intent: 'CAPTURE',
    status: 'APPROVED',
    payment_source: {
      paypal: {
        email_address: '',
        account_id: '',
        account_status: 'VERIFIED',
        name: { given_name: '', surname: '' },
        address: { country_code: 'FR' },
      },
    },
    purchase_units: [
      {
        custom_id: 'pay_01M',
        description: '',
        amount: { currency_code: 'EUR', value: '' },
        reference_id: 'default',
        payee: { email_address: '', merchant_id: '' },
      },
    ],
    payer: {
      name: { given_name: '', surname: '' },
      email_address: '',
      payer_id: '',
      address: { country_code: 'FR' },
    },
  },
};

const captured = {
  id: 'WH-',
  event_version: '1.0',
  create_time: '2026-',
  resource_type: 'capture',
  resource_version: '2.0',
  event_type: 'PAYMENT.CAPTURE.COMPLETED',
  summary: 'Payment completed for ',
  resource: {
    id: '',
    status: 'COMPLETED',
    amount: { currency_code: 'EUR', value: '' },
    final_capture: true,
    seller_protection: {
      status: 'ELIGIBLE',
      dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'],
    },
    seller_receivable_breakdown: {
      gross_amount: { currency_code: 'EUR', value: '' },
      paypal_fee: { currency_code: 'EUR', value: '' },
      net_amount: { currency_code: 'EUR', value: '' },
    },
    custom_id: 'pay_01M',
    links: [
      { href: 'https://api.paypal.com/v2/payments/captures/', rel: 'self', method: 'GET' },
      {
        href: 'https://api.sandbox.paypal.com/v2/payments/captures/',
        rel: 'refund',
        method: 'POST',
      },
      { href: 'https://api.paypal.com/v2/checkout/orders/', rel: 'up', method: 'GET' },
    ],
    create_time: '2026-',
    update_time: '2026-',
    supplementary_data: { related_ids: { order_id: '' } },
    payee: { email_address: '', merchant_id: '' },
  },
  links: [
    {
      href: 'https://api.paypal.com/v1/notifications/webhooks-events/WH-',
      rel: 'self',
      method: 'GET',
    },
    { href: '/resend', rel: 'resend', method: 'POST' },
  ],
};

/** In one line, as PayPal sends them. */
export const paypalWords = [approved, captured].map((event) => JSON.stringify(event)).join('');
