import type { StripeAccount } from './account.ts';
import { type Endpoint, names } from './endpoint.ts';
import { noSuch } from './errors.ts';
import { isForm } from './forms.ts';
import type { Params } from './params.ts';

const limitDefault = 10;
const limitMax = 100;

/** The parameters every list endpoint knows. */
export const listParameters = names('limit starting_after ending_before expand');

export const createdParameter = { created: names('gt gte lt lte') };

type Listed = {
  id: string;
  created?: number;
};

type ListTerms = {
  /** The fields that parameters of the same name can ask for. */
  equals?: string;
  /** Whether `created` can be asked for. */
  dated?: boolean;
  /** Parameters that Stripe has and that choose nothing here. */
  known?: Endpoint['known'];
};

/** A list of everything of a kind, newest first. */
export function listOf<Item extends Listed>(
  url: string,
  items: (account: StripeAccount) => Iterable<Item>,
  { equals = '', dated = true, known = {} }: ListTerms = {},
): Endpoint {
  const fields = names(equals);
  return {
    known: { ...listParameters, ...(dated && createdParameter), ...fields, ...known },
    act: ({ account, params }) => {
      const isCreatedThen = createdFilter(params);
      const asked = Object.keys(fields).map((name) => [name, params.text(name)] as const);
      const isAsked = (item: Record<string, unknown>) =>
        asked.every(([name, value]) => value === undefined || String(item[name]) === value);
      const wanted = [...items(account)].filter(
        (item) => isCreatedThen(item.created ?? 0) && isAsked({ ...item }),
      );
      return listPage(wanted, params, url);
    },
  };
}

/** One page of the objects, newest first, from the cursor the caller holds. */
export function listPage<Item extends Listed>(
  oldestFirst: Iterable<Item>,
  params: Params,
  url: string,
): object {
  const items = [...oldestFirst].reverse();
  const limit = params.integer('limit') ?? limitDefault;
  if (limit < 1 || limit > limitMax) {
    const message = `Invalid integer: limit must be between 1 and ${limitMax}`;
    throw params.refusal('limit', message, 'parameter_invalid_integer');
  }
  const before = params.text('ending_before');
  if (before !== undefined) {
    const end = positionOf(items, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', url, has_more: start > 0, data: items.slice(start, end) };
  }
  const after = params.text('starting_after');
  const start = after === undefined ? 0 : positionOf(items, after, 'starting_after') + 1;
  const data = items.slice(start, start + limit);
  return { object: 'list', url, has_more: start + limit < items.length, data };
}

/** The test of a `created` filter: an exact second, or a range of `gt`, `gte`, `lt`, `lte`. */
export function createdFilter(params: Params): (seconds: number) => boolean {
  if (!params.has('created')) return () => true;
  if (!isForm(params.fields.created)) return (seconds) => seconds === params.integer('created');
  const range = params.requiredObject('created');
  const bound = (name: string) => range.integer(name);
  const [gt, gte, lt, lte] = ['gt', 'gte', 'lt', 'lte'].map(bound);
  return (seconds) =>
    (gt === undefined || seconds > gt) &&
    (gte === undefined || seconds >= gte) &&
    (lt === undefined || seconds < lt) &&
    (lte === undefined || seconds <= lte);
}

function positionOf(items: Listed[], id: string, param: string): number {
  const position = items.findIndex((item) => item.id === id);
  if (position === -1) throw noSuch('object', id, param, 400);
  return position;
}
