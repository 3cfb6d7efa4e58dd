import type { JsonBody } from '../json-body.ts';
import { failure } from './failure.ts';
import { refuseMismatch } from './read-breakdown.ts';
import { readMoney } from './read-money.ts';
import type { PurchaseUnit } from './records.ts';
import { objectIn, optionalText } from './text-field.ts';

const unitsMax = 10;
/** What the order shows again; other fields are not simulated. */
const shownFields = [
  'amount',
  'description',
  'custom_id',
  'invoice_id',
  'soft_descriptor',
  'items',
];

/** Reads the sold items, and rejects what PayPal would reject. */
export function readPurchaseUnits(body: JsonBody): PurchaseUnit[] {
  const field = '/purchase_units';
  const asked = body.purchase_units;
  if (asked === undefined) throw failure('MISSING_REQUIRED_PARAMETER', { field });
  const isList = Array.isArray(asked) && asked.length >= 1 && asked.length <= unitsMax;
  if (!isList) throw failure('INVALID_PARAMETER_SYNTAX', { field });
  const units = asked.map((_, index) => readUnit(asked, index));
  if (units.length > 1) refuseUnclearSeveral(units);
  return units;
}

function readUnit(units: unknown[], index: number): PurchaseUnit {
  const place = `/purchase_units/${index}`;
  const unit = objectIn({ unit: units[index] }, 'unit', place);
  if (unit.amount === undefined) {
    throw failure('MISSING_REQUIRED_PARAMETER', { field: `${place}/amount` });
  }
  const text = (name: string, lengthMax: number) =>
    optionalText(unit, name, { field: `${place}/${name}`, lengthMax });
  text('description', 127);
  text('soft_descriptor', 22);
  const sum = readMoney(unit.amount, `${place}/amount`);
  refuseMismatch(unit, sum, place);
  const shown = Object.entries(unit).filter(([name]) => shownFields.includes(name));
  return {
    referenceId: text('reference_id', 256) ?? 'default',
    sum,
    customId: text('custom_id', 127),
    invoiceId: text('invoice_id', 127),
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
