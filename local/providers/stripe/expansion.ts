import type { StripeAccount } from './account.ts';
import { StripeFailure } from './errors.ts';

type Json = Record<string, unknown>;

/** Replaces the ids named in `expand` by their objects: `data.payment_intent.latest_charge`. */
export function expand(account: StripeAccount, body: object, paths: string[]): object {
  if (paths.length === 0) return body;
  const copy = structuredClone(body) as Json;
  for (const path of paths) expandPath(account, copy, path.split('.'), path);
  return copy;
}

function expandPath(account: StripeAccount, at: Json, parts: string[], path: string): void {
  const [name = '', ...rest] = parts;
  if (Array.isArray(at[name])) {
    for (const element of at[name] as Json[]) expandPath(account, element, rest, path);
    return;
  }
  if (name === 'line_items' && at.object === 'checkout.session') {
    at[name] = lineItemsOf(account, at.id as string);
  }
  if (!(name in at)) throw notExpandable(path);
  const value = at[name];
  if (value === null) return;
  const object = typeof value === 'string' ? objectOf(account, value) : (value as Json);
  if (!object) throw notExpandable(path);
  at[name] = object;
  if (rest.length > 0) expandPath(account, object, rest, path);
}

function objectOf(account: StripeAccount, id: string): Json | undefined {
  const { intents, charges, refunds, disputes, customers } = account;
  const object = [intents, charges, refunds, disputes, customers]
    .map((objects) => objects.get(id))
    .find((found) => found !== undefined);
  return object && (structuredClone(object) as unknown as Json);
}

function lineItemsOf(account: StripeAccount, id: string): Json {
  const data = structuredClone(account.sessions.get(id)?.lineItems ?? []);
  return { object: 'list', data, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` };
}

function notExpandable(path: string): StripeFailure {
  const message = `This property cannot be expanded (${path}).`;
  return new StripeFailure(400, message, { param: 'expand' });
}
