import { invalidParameter, noSuch } from './errors.ts';
import type { Form, FormValue } from './forms.ts';
import { isForm } from './forms.ts';
import type { Known } from './parameters.ts';
import { optionalInteger, optionalText } from './parameters.ts';

const limitDefault = 10;
const limitMax = 100;

/** The parameters every list endpoint knows. */
export const listParameters = {
  limit: true,
  starting_after: true,
  ending_before: true,
  expand: true,
} satisfies Record<string, Known>;

export const createdParameter = { gt: true, gte: true, lt: true, lte: true } satisfies Known;

type Listed = {
  id: string;
};

/** One page of the objects, newest first, from the cursor the caller holds. */
export function listPage<Item extends Listed>(
  oldestFirst: Iterable<Item>,
  params: Form,
  url: string,
): object {
  const items = [...oldestFirst].reverse();
  const limit = optionalInteger(params, 'limit') ?? limitDefault;
  if (limit < 1 || limit > limitMax) {
    const message = `Invalid integer: limit must be between 1 and ${limitMax}`;
    throw invalidParameter('limit', message, 'parameter_invalid_integer');
  }
  const before = optionalText(params, 'ending_before');
  if (before !== undefined) {
    const end = positionOf(items, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', url, has_more: start > 0, data: items.slice(start, end) };
  }
  const after = optionalText(params, 'starting_after');
  const start = after === undefined ? 0 : positionOf(items, after, 'starting_after') + 1;
  const data = items.slice(start, start + limit);
  return { object: 'list', url, has_more: start + limit < items.length, data };
}

/** The test of a `created` filter: an exact second, or a range of `gt`, `gte`, `lt`, `lte`. */
export function createdFilter(created: FormValue | undefined): (seconds: number) => boolean {
  if (created === undefined) return () => true;
  if (!isForm(created)) return (seconds) => seconds === Number(created);
  const bound = (name: string) => optionalInteger(created, name, `created[${name}]`);
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
