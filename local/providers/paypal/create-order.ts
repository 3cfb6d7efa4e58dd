import type { Sum } from '../faults.ts';
import type { PayPalAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { newId } from './ids.ts';
import { minimalOrder, orderObject } from './objects.ts';
import type { Part } from './part.ts';
import { type Experience, type Order, orderLifeMs, type PurchaseUnit } from './records.ts';

/** `POST /v2/checkout/orders` */
export const createOrder: Endpoint = ({ account, readBody, isMinimal }) => {
  const order = newOrder(account, readBody());
  account.orders.set(order.id, order);
  const tell = isMinimal ? minimalOrder : orderObject;
  return tell(account, order);
};

/** `GET /v2/checkout/orders/{id}` */
export const readOrder: Endpoint = ({ account, ids }) =>
  orderObject(account, account.order(ids.id));

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

const unitsMax = 10;
/** What the order shows again; other fields are not simulated. */
const shownFields = 'amount description custom_id invoice_id soft_descriptor items'.split(' ');

/** The parts of an amount: what increases it, and what reduces it. */
const signs = {
  item_total: 1,
  shipping: 1,
  handling: 1,
  tax_total: 1,
  insurance: 1,
  shipping_discount: -1,
  discount: -1,
};

/** Reads the sold items, and rejects what PayPal would reject. */
function readPurchaseUnits(body: Part): PurchaseUnit[] {
  body.demand('purchase_units');
  const parts = body.parts('purchase_units');
  const isFine = parts.length >= 1 && parts.length <= unitsMax;
  if (!isFine) throw body.refusal('INVALID_PARAMETER_SYNTAX', 'purchase_units');
  const units = parts.map(readUnit);
  if (units.length > 1) refuseUnclearSeveral(units);
  return units;
}

function readUnit(unit: Part): PurchaseUnit {
  unit.demand('amount');
  unit.text('description', { lengthMax: 127 });
  unit.text('soft_descriptor', { lengthMax: 22 });
  const sum = unit.sum('amount');
  refuseMismatch(unit, sum);
  const shown = Object.entries(unit.fields).filter(([name]) => shownFields.includes(name));
  return {
    referenceId: unit.text('reference_id', { lengthMax: 256 }) ?? 'default',
    sum,
    customId: unit.text('custom_id', { lengthMax: 127 }),
    invoiceId: unit.text('invoice_id', { lengthMax: 127 }),
    asked: Object.fromEntries(shown),
  };
}

function refuseUnclearSeveral(units: PurchaseUnit[]): void {
  const ids = units.map(({ referenceId }) => referenceId);
  const nameless = ids.indexOf('default');
  const duplicate = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  const field = (index: number) => `/purchase_units/${index}/reference_id`;
  if (nameless !== -1) throw failure('REFERENCE_ID_REQUIRED', { field: field(nameless) });
  if (duplicate !== -1) throw failure('DUPLICATE_REFERENCE_ID', { field: field(duplicate) });
  if (new Set(units.map(({ sum }) => sum.currency)).size > 1) throw failure('MULTI_CURRENCY_ORDER');
}

/** Rejects a unit whose parts do not add up to its amount, or whose items not to their total. */
function refuseMismatch(unit: Part, sum: Sum): void {
  const amount = unit.part('amount');
  const breakdown = amount.part('breakdown');
  const parts = Object.entries(signs).filter(([name]) => breakdown.has(name));
  const total = parts.reduce((all, [name, sign]) => all + sign * breakdown.anySum(name).amount, 0);
  if (parts.length > 0 && total !== sum.amount)
    throw amount.refusal('AMOUNT_MISMATCH', 'breakdown');
  const items = unit.parts('items');
  if (items.length === 0) return;
  if (!breakdown.has('item_total')) throw breakdown.refusal('ITEM_TOTAL_REQUIRED', 'item_total');
  const itemsTotal = items.reduce((before, item) => before + priceOf(item), 0);
  const isEqual = itemsTotal === breakdown.anySum('item_total').amount;
  if (!isEqual) throw breakdown.refusal('ITEM_TOTAL_MISMATCH', 'item_total');
}

function priceOf(item: Part): number {
  item.demand('name');
  const { quantity } = item.fields;
  const isCount = typeof quantity === 'string' && /^[1-9][0-9]{0,9}$/.test(quantity);
  if (!isCount) throw item.refusal('INVALID_PARAMETER_SYNTAX', 'quantity', String(quantity));
  return Number(quantity) * item.anySum('unit_amount').amount;
}

const language = /^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$/;
const allowedChoices = {
  landing_page: ['LOGIN', 'GUEST_CHECKOUT', 'BILLING', 'NO_PREFERENCE'],
  shipping_preference: ['GET_FROM_FILE', 'NO_SHIPPING', 'SET_PROVIDED_ADDRESS'],
  user_action: ['CONTINUE', 'PAY_NOW'],
};
const immediate = 'IMMEDIATE_PAYMENT_REQUIRED';

/** Reads where the payer goes and what is shown, from the place the kind of order keeps it in. */
function readExperience(body: Part, isWallet: boolean): Experience {
  if (isWallet) {
    const wallet = body.part('payment_source').part('paypal');
    const context = wallet.part('experience_context');
    const choices = ['UNRESTRICTED', immediate];
    const preference = context.text('payment_method_preference', { choices });
    return { ...commonPart(context), isImmediate: preference === immediate };
  }
  const context = body.part('application_context');
  const { payee_preferred: preferred } = context.part('payment_method').fields;
  return { ...commonPart(context), isImmediate: preferred === immediate };
}

function commonPart(context: Part): Omit<Experience, 'isImmediate'> {
  for (const [name, choices] of Object.entries(allowedChoices)) context.text(name, { choices });
  return {
    returnUrl: context.url('return_url'),
    cancelUrl: context.url('cancel_url'),
    locale: context.text('locale', { pattern: language }),
    brandName: context.text('brand_name', { lengthMax: 127 }),
  };
}
