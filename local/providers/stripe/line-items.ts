import type { LineItem } from './account.ts';
import { currencyOf } from './amounts.ts';
import { absent } from './endpoint.ts';
import { noSuch } from './errors.ts';
import { newId } from './ids.ts';
import type { Params } from './params.ts';

/** In characters; Stripe refuses longer ones. */
const nameLengthMax = 250;

/** Reads the lines of a session, each with an ad-hoc price, all in one currency. */
export function readLineItems(params: Params, nowSeconds: number): LineItem[] {
  const lines = params.demand('line_items', params.objects('line_items'));
  const items = lines.map((line) => readLine(line, nowSeconds));
  const isMixed = items.some((item) => item.currency !== items[0]?.currency);
  if (isMixed) throw params.refusal('line_items', 'All line items must have the same currency.');
  return items;
}

function readLine(line: Params, nowSeconds: number): LineItem {
  const price = line.text('price');
  if (price !== undefined) throw noSuch('price', price, line.nameOf('price'), 400);
  const priceData = line.requiredObject('price_data');
  const quantity = atLeast(1, line, 'quantity');
  const currency = currencyOf(priceData);
  const unitAmount = atLeast(0, priceData, 'unit_amount');
  const product = priceData.requiredObject('product_data');
  const name = product.requiredText('name');
  if (name.length > nameLengthMax) {
    const message = `Invalid string: must be at most ${nameLengthMax} characters`;
    throw product.refusal('name', message);
  }
  const metadata = line.metadata();
  return lineItem({ currency, unitAmount, name, quantity, metadata }, nowSeconds);
}

function atLeast(minimum: number, params: Params, name: string): number {
  const value = params.requiredInteger(name);
  if (value >= minimum) return value;
  const message = `This value must be greater than or equal to ${minimum}.`;
  throw params.refusal(name, message, 'parameter_invalid_integer');
}

type Line = Pick<LineItem, 'currency' | 'metadata'> & {
  unitAmount: number;
  name: string;
  quantity: number;
};

function lineItem(
  { currency, unitAmount, name, quantity, metadata }: Line,
  nowSeconds: number,
): LineItem {
  const total = unitAmount * quantity;
  return {
    id: newId('li_1'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency,
    description: name,
    metadata,
    price: {
      id: newId('price_1'),
      object: 'price',
      ...absent('custom_unit_amount lookup_key nickname recurring tiers_mode transform_quantity'),
      active: false,
      billing_scheme: 'per_unit',
      created: nowSeconds,
      currency,
      livemode: false,
      metadata: {},
      product: newId('prod_'),
      tax_behavior: 'unspecified',
      type: 'one_time',
      unit_amount: unitAmount,
      unit_amount_decimal: String(unitAmount),
    },
    quantity,
  };
}
