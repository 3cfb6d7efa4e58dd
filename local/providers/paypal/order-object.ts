import { type PayPalAccount, payee } from './account.ts';
import { captureObject, refundObject } from './money-objects.ts';
import { awaitsPayer, type Order, type PurchaseUnit } from './records.ts';
import { get, instant, type Link, post } from './wire.ts';

const testPayer = {
  name: { given_name: 'Awa', surname: 'Diop' },
  email_address: 'payer@example.com',
  country: 'FR',
};

/** The whole order, as in `GET` and with `Prefer: return=representation`. */
export function orderObject(account: PayPalAccount, order: Order): object {
  return {
    id: order.id,
    intent: 'CAPTURE',
    status: order.status,
    ...paymentSource(order),
    purchase_units: order.units.map((unit) => ({
      ...unit.asked,
      reference_id: unit.referenceId,
      payee,
      ...payments(account, order, unit),
    })),
    ...payer(order),
    create_time: instant(order.createdMs),
    ...(order.updatedMs > order.createdMs && { update_time: instant(order.updatedMs) }),
    links: linksOf(account, order),
  };
}

/** What a creation answers by default. */
export function minimalOrder(account: PayPalAccount, order: Order): object {
  const { id, status } = order;
  return { id, status, ...paymentSource(order), links: linksOf(account, order) };
}

/** What a capture answers by default: enough to see the state of the money. */
export function minimalCapturedOrder(account: PayPalAccount, order: Order): object {
  return {
    id: order.id,
    status: order.status,
    ...paymentSource(order),
    purchase_units: order.units.map((unit) => ({
      reference_id: unit.referenceId,
      ...payments(account, order, unit),
    })),
    ...payer(order),
    links: linksOf(account, order),
  };
}

function payments(account: PayPalAccount, order: Order, unit: PurchaseUnit): object {
  const captures = [...account.captures.values()].filter(
    ({ orderId, referenceId }) => orderId === order.id && referenceId === unit.referenceId,
  );
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
