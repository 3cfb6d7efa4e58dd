import type { LineItem } from './account.ts';
import { currencyOf } from './amounts.ts';
import { invalidParameter, missingParameter, noSuch } from './errors.ts';
import { type Form, type FormValue, isForm } from './forms.ts';
import { newId } from './ids.ts';
import {
  absent,
  metadataOf,
  optionalForm,
  optionalList,
  optionalText,
  requiredInteger,
  requiredText,
} from './parameters.ts';

/** Reads the lines of a session, each with an ad-hoc price, all in one currency. */
export function readLineItems(params: Form, nowSeconds: number): LineItem[] {
  const lines = optionalList(params, 'line_items');
  if (!lines || lines.length === 0) throw missingParameter('line_items');
  const items = lines.map((line, index) => readLine(line, `line_items[${index}]`, nowSeconds));
  const isMixed = items.some((item) => item.currency !== items[0]?.currency);
  if (isMixed) {
    throw invalidParameter('line_items', 'All line items must have the same currency.');
  }
  return items;
}

function readLine(line: FormValue, path: string, nowSeconds: number): LineItem {
  if (!isForm(line)) throw invalidParameter(path, 'Invalid object');
  const price = optionalText(line, 'price', `${path}[price]`);
  if (price !== undefined) throw noSuch('price', price, `${path}[price]`, 400);
  const priceData = optionalForm(line, 'price_data', `${path}[price_data]`);
  if (!priceData) throw missingParameter(`${path}[price_data]`);
  const quantity = requiredInteger(line, 'quantity', `${path}[quantity]`);
  if (quantity < 1) throw negative(`${path}[quantity]`);
  return lineItem(readPrice(priceData, `${path}[price_data]`), quantity, nowSeconds, line, path);
}

/** In characters; Stripe refuses longer ones. */
const nameLengthMax = 250;

type AdHocPrice = {
  currency: string;
  unitAmount: number;
  name: string;
};

function readPrice(priceData: Form, path: string): AdHocPrice {
  const currency = currencyOf(priceData, `${path}[currency]`);
  const unitAmount = requiredInteger(priceData, 'unit_amount', `${path}[unit_amount]`);
  if (unitAmount < 0) throw negative(`${path}[unit_amount]`);
  const product = optionalForm(priceData, 'product_data', `${path}[product_data]`);
  if (!product) throw missingParameter(`${path}[product_data]`);
  const name = requiredText(product, 'name', `${path}[product_data][name]`);
  if (name.length > nameLengthMax) {
    const message = `Invalid string: must be at most ${nameLengthMax} characters`;
    throw invalidParameter(`${path}[product_data][name]`, message);
  }
  return { currency, unitAmount, name };
}

function lineItem(
  { currency, unitAmount, name }: AdHocPrice,
  quantity: number,
  nowSeconds: number,
  line: Form,
  path: string,
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
    metadata: metadataOf(line, `${path}[metadata]`),
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

function negative(param: string) {
  const message = 'This value must be greater than or equal to 1.';
  return invalidParameter(param, message, 'parameter_invalid_integer');
}
