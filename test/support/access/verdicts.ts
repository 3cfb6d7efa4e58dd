import type { CallerName, Shopper } from './people.ts';

/** `yes`: let in, whatever the answer then is; a number: refused with this status. */
export type Verdict = 'yes' | 400 | 401 | 403 | 404;

/** What becomes of a call about the caller's own customer's thing, another's, and nobody's. */
export type Reach = { own: Verdict; other: Verdict; nobody: Verdict };

export type Row = {
  /** The path about this customer's thing; a new thing where the call would use it up. */
  path: (shopper: Shopper) => string | Promise<string>;
  /** The path about a thing that does not exist; absent for lists. */
  nobody?: string;
  body?: (shopper: Shopper) => object;
  may: Record<CallerName, Reach>;
};

const each = (verdict: Verdict): Reach => ({
  own: verdict,
  other: verdict,
  nobody: verdict,
});
const asked = each(401);
export const refused = each(403);
export const letIn = each('yes');
/** The shop sees everybody's. */
export const all: Reach = { own: 'yes', other: 'yes', nobody: 404 };
/** What is not one's own does not exist. */
export const own: Reach = { own: 'yes', other: 404, nobody: 404 };
/** A customer that is named and is not one's own. */
export const named: Reach = { own: 'yes', other: 403, nobody: 403 };

export type Who = Partial<Record<CallerName, Reach>>;

export const may = (who: Who, otherwise: Reach = refused): Record<CallerName, Reach> => ({
  guest: asked,
  holder: asked,
  member: otherwise,
  owner: otherwise,
  finance: otherwise,
  admin: otherwise,
  shopKey: otherwise,
  boundKey: otherwise,
  keyWithoutScope: otherwise,
  ...who,
});

export const admins = may({ admin: letIn });
export const shopsPeople = may({ admin: letIn, finance: letIn });

export const unknown = '00000000000000000000000000';

export const customerIn = (path: string) => ({
  path: ({ id }: Shopper) => `${path}?customerId=${id}`,
  nobody: `${path}?customerId=cus_${unknown}`,
});

/** A list or a report of one customer. */
export const ofCustomer: Who = { member: named, owner: named };
export const nothingThere = each(404);
