import type { Sum } from '../distort.ts';
import type { JsonBody } from '../json-body.ts';
import { failure } from './failure.ts';
import { readAnyMoney } from './read-money.ts';
import { objectIn } from './text-field.ts';

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

/** Rejects a unit whose parts do not add up to its amount, or whose items not to their total. */
export function refuseMismatch(unit: JsonBody, sum: Sum, place: string): void {
  const field = `${place}/amount/breakdown`;
  const breakdown = objectIn(unit.amount as JsonBody, 'breakdown', field);
  const parts = Object.entries(signs).filter(([name]) => breakdown[name] !== undefined);
  const read = (name: string) => readAnyMoney(breakdown[name], `${field}/${name}`).amount;
  const total = parts.reduce((before, [name, sign]) => before + sign * read(name), 0);
  if (parts.length > 0 && total !== sum.amount) throw failure('AMOUNT_MISMATCH', { field });
  if (!Array.isArray(unit.items) || unit.items.length === 0) return;
  const totalField = `${field}/item_total`;
  if (!breakdown.item_total) throw failure('ITEM_TOTAL_REQUIRED', { field: totalField });
  if (itemsTotal(unit.items, `${place}/items`) !== read('item_total')) {
    throw failure('ITEM_TOTAL_MISMATCH', { field: totalField });
  }
}

function itemsTotal(items: unknown[], place: string): number {
  return items.reduce((before: number, item, index) => {
    const { name, quantity, unit_amount: price } = (item ?? {}) as JsonBody;
    const field = `${place}/${index}`;
    if (!name) throw failure('MISSING_REQUIRED_PARAMETER', { field: `${field}/name` });
    const isCount = typeof quantity === 'string' && /^[1-9][0-9]{0,9}$/.test(quantity);
    if (!isCount) {
      const value = String(quantity);
      throw failure('INVALID_PARAMETER_SYNTAX', { field: `${field}/quantity`, value });
    }
    return before + Number(quantity) * readAnyMoney(price, `${field}/unit_amount`).amount;
  }, 0);
}
