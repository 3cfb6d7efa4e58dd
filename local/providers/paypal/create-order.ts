import type { PayPalAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { newId } from './ids.ts';
import { minimalOrder, orderObject } from './order-object.ts';
import type { Part } from './part.ts';
import { readExperience } from './read-experience.ts';
import { readPurchaseUnits } from './read-purchase-units.ts';
import { type Order, orderLifeMs } from './records.ts';

/** `POST /v2/checkout/orders` */
export const createOrder: Endpoint = ({ account, body, isMinimal }) => {
  const order = newOrder(account, body());
  account.orders.set(order.id, order);
  const tell = isMinimal ? minimalOrder : orderObject;
  return { status: 201, body: tell(account, order) };
};

/** `GET /v2/checkout/orders/{id}` */
export const readOrder: Endpoint = ({ account, ids }) => ({
  status: 200,
  body: orderObject(account, account.order(ids.id)),
});

function newOrder({ clock }: PayPalAccount, body: Part): Order {
  refuseOtherIntents(body);
  const isWallet = isPaidByWallet(body);
  const now = clock.nowMs();
  return {
    id: newId('order'),
    status: isWallet ? 'PAYER_ACTION_REQUIRED' : 'CREATED',
    isWallet,
    units: readPurchaseUnits(body),
    experience: readExperience(body, isWallet),
    isDeclined: false,
    attempts: 0,
    createdMs: now,
    updatedMs: now,
    expiresMs: now + orderLifeMs,
    isExpired: false,
  };
}

function refuseOtherIntents(body: Part): void {
  const intent = body.text('intent', { choices: ['CAPTURE', 'AUTHORIZE'] });
  if (intent === undefined) throw body.refusal('MISSING_REQUIRED_PARAMETER', 'intent');
  if (intent === 'AUTHORIZE') throw failure('AUTH_CAPTURE_NOT_ENABLED');
}

/** Only the wallet is simulated; an order may also leave its source open. */
function isPaidByWallet(body: Part): boolean {
  const source = body.part('payment_source');
  const sources = Object.keys(source.fields);
  const other = sources.find((name) => name !== 'paypal');
  if (other === 'card') throw failure('NOT_ENABLED_FOR_CARD_PROCESSING');
  if (other) throw source.refusal('INVALID_PARAMETER_VALUE', other);
  return sources.length > 0;
}
