import { type PayPalAccount, payee } from './account.ts';
import {
  awaitsPayer,
  type Capture,
  type Dispute,
  type Order,
  type PurchaseUnit,
  type Refund,
} from './records.ts';
import { decimalsAtPayPal, get, instant, type Link, post, wireMoney } from './wire.ts';

const testPayer = {
  name: { given_name: 'Awa', surname: 'Diop' },
  email_address: 'payer@example.com',
  country: 'FR',
};

/** The whole order, as in `GET` and with `Prefer: return=representation`. */
export function orderObject(account: PayPalAccount, order: Order): object {
  return {
    ...capturedOrder(account, order, (unit) => ({ ...unit.asked, payee })),
    intent: 'CAPTURE',
    create_time: instant(order.createdMs),
    ...(order.updatedMs > order.createdMs && { update_time: instant(order.updatedMs) }),
  };
}

/** What a creation answers by default. */
export function minimalOrder(account: PayPalAccount, order: Order): object {
  const { id, status } = order;
  return { id, status, ...paymentSource(order), links: linksOf(account, order) };
}

/** What a capture answers by default: enough to see the state of the money. */
export function minimalCapturedOrder(account: PayPalAccount, order: Order): object {
  return capturedOrder(account, order, () => ({}));
}

function capturedOrder(
  account: PayPalAccount,
  order: Order,
  moreOf: (unit: PurchaseUnit) => object,
): object {
  return {
    ...minimalOrder(account, order),
    purchase_units: order.units.map((unit) => ({
      ...moreOf(unit),
      reference_id: unit.referenceId,
      ...payments(account, unit),
    })),
    ...payer(order),
  };
}

function payments(account: PayPalAccount, unit: PurchaseUnit): object {
  const captures = [...account.captures.values()].filter((capture) => capture.unit === unit);
  if (captures.length === 0) return {};
  const refunds = captures.flatMap((capture) => account.refundsOf(capture));
  return {
    payments: {
      captures: captures.map((capture) => captureObject(account, capture)),
      ...(refunds.length > 0 && {
        refunds: refunds.map((refund) => refundObject(account, refund)),
      }),
    },
  };
}

function paymentSource({ isWallet, payerId }: Order): object {
  if (payerId === undefined) return isWallet ? { payment_source: { paypal: {} } } : {};
  const wallet = {
    email_address: testPayer.email_address,
    account_id: payerId,
    account_status: 'VERIFIED',
    name: testPayer.name,
    address: { country_code: testPayer.country },
  };
  return { payment_source: { paypal: wallet } };
}

function payer({ payerId }: Order): object {
  if (payerId === undefined) return {};
  const { name, email_address, country } = testPayer;
  return { payer: { name, email_address, payer_id: payerId, address: { country_code: country } } };
}

/** Where the payer is sent. */
export function payerUrl({ url }: PayPalAccount, order: Order): string {
  return `${url}/checkoutnow?token=${order.id}`;
}

/** The link for the payer has another name for orders with a payment source. */
function linksOf(account: PayPalAccount, order: Order): Link[] {
  const self = `${account.url}/v2/checkout/orders/${order.id}`;
  const way = get(payerUrl(account, order), order.isWallet ? 'payer-action' : 'approve');
  const mayCapture = order.status === 'APPROVED' || order.status === 'CREATED';
  return [
    get(self),
    ...(awaitsPayer(order) ? [way] : []),
    ...(mayCapture ? [post(`${self}/capture`, 'capture')] : []),
  ];
}

/** PayPal's usual fee in France: 2.9 % and 35 cents. */
const feePercent = 2.9;
const feeFixed = 0.35;

/** The capture as an order shows it. */
function captureObject(account: PayPalAccount, capture: Capture): object {
  const self = `${account.url}/v2/payments/captures/${capture.id}`;
  const order = `${account.url}/v2/checkout/orders/${capture.order.id}`;
  return {
    id: capture.id,
    status: statusOf(account, capture),
    ...(capture.reason && { status_details: { reason: capture.reason } }),
    amount: wireMoney(capture.sum),
    final_capture: true,
    seller_protection: {
      status: 'ELIGIBLE',
      dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'],
    },
    ...(capture.state === 'COMPLETED' && { seller_receivable_breakdown: breakdown(capture) }),
    ...sellersNames(capture.unit),
    links: [get(self), post(`${self}/refund`, 'refund'), get(order, 'up')],
    ...timesOf(capture),
  };
}

/** A separate capture, which must name its order. */
export function wholeCapture(account: PayPalAccount, capture: Capture): object {
  const related = { related_ids: { order_id: capture.order.id } };
  return { ...captureObject(account, capture), supplementary_data: related, payee };
}

/** The whole refund; a reversal has the same shape. */
export function refundObject(account: PayPalAccount, refund: Refund): object {
  const { sum, note, status, totalRefunded } = refund;
  return {
    ...minimalRefund(account, refund),
    amount: wireMoney(sum),
    ...(status === 'PENDING' && { status_details: { reason: 'ECHECK' } }),
    ...sellersNames(refund),
    ...(note !== undefined && { note_to_payer: note }),
    seller_payable_breakdown: {
      gross_amount: wireMoney(sum),
      // PayPal keeps its fee when a payment is refunded.
      paypal_fee: wireMoney({ ...sum, amount: 0 }),
      net_amount: wireMoney(sum),
      total_refunded_amount: wireMoney({ ...sum, amount: totalRefunded }),
    },
    payer: payee,
    ...timesOf(refund),
  };
}

/** What a refund answers by default. */
export function minimalRefund({ url }: PayPalAccount, { id, status, capture }: Refund): object {
  const payments = `${url}/v2/payments`;
  const links = [get(`${payments}/refunds/${id}`), get(`${payments}/captures/${capture.id}`, 'up')];
  return { id, status, links };
}

/** The dispute in the API and in notifications. */
export function disputeObject(account: PayPalAccount, dispute: Dispute): object {
  const { capture, outcome } = dispute;
  const { invoiceId, customId } = capture.unit;
  const amount = wireMoney({ ...capture.sum, amount: dispute.amount });
  const isLost = outcome === 'RESOLVED_BUYER_FAVOUR';
  return {
    ...disputeSummary(account, dispute),
    disputed_transactions: [
      {
        seller_transaction_id: capture.id,
        create_time: instant(capture.createdMs),
        transaction_status: 'COMPLETED',
        gross_amount: wireMoney(capture.sum),
        ...(invoiceId !== undefined && { invoice_number: invoiceId }),
        ...(customId !== undefined && { custom: customId }),
        seller: { merchant_id: payee.merchant_id, email: payee.email_address },
        seller_protection_eligible: true,
      },
    ],
    ...(outcome && {
      dispute_outcome: { outcome_code: outcome, ...(isLost && { amount_refunded: amount }) },
    }),
  };
}

/** What a list tells of a dispute, without its outcome. */
export function disputeSummary({ url }: PayPalAccount, dispute: Dispute): object {
  const { id, capture, status, amount } = dispute;
  return {
    dispute_id: id,
    ...timesOf(dispute),
    reason: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
    status,
    dispute_amount: wireMoney({ ...capture.sum, amount }),
    dispute_life_cycle_stage: 'CHARGEBACK',
    dispute_channel: 'INTERNAL',
    links: [get(`${url}/v1/customer/disputes/${id}`)],
  };
}

/** The status depends on the payment and on later refunds. */
function statusOf(account: PayPalAccount, capture: Capture): string {
  const refunded = account.refundedOf(capture);
  if (refunded === 0) return capture.state;
  return refunded < capture.sum.amount ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

function breakdown({ sum }: Capture): object {
  const fixed = feeFixed * 10 ** decimalsAtPayPal(sum.currency);
  const wanted = Math.round((sum.amount * feePercent) / 100 + fixed);
  const fee = Math.min(sum.amount, wanted);
  return {
    gross_amount: wireMoney(sum),
    paypal_fee: wireMoney({ ...sum, amount: fee }),
    net_amount: wireMoney({ ...sum, amount: sum.amount - fee }),
  };
}

const sellersNames = ({ invoiceId, customId }: PurchaseUnit | Refund) => ({
  ...(invoiceId !== undefined && { invoice_id: invoiceId }),
  ...(customId !== undefined && { custom_id: customId }),
});

const timesOf = ({ createdMs, updatedMs }: Capture | Refund | Dispute) => ({
  create_time: instant(createdMs),
  update_time: instant(updatedMs),
});
