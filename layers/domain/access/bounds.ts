import { FieldNotAllowedError } from '../errors.ts';
import type { InitiatorKind } from '../payments/payment.ts';
import type { Caller } from './caller.ts';

export type Bounds = {
  /** May set the metadata of a payment, which the shop takes for its own. */
  metadata: boolean;
  /** May set the addresses that the buyer returns to. */
  returnAddresses: boolean;
  /**
   * Maximum open payments of one thing (an invoice, a plan) that name a payer; null: any number. A
   * repeated wish returns the open payment and counts once.
   */
  openPaymentsMax: number | null;
  /**
   * Maximum payments of one thing that are started in a day (UTC), and of these the ones that may
   * name a payer; null: any number.
   */
  startedADayMax: { all: number; namingPayer: number } | null;
  /** Maximum projects, and members, added to one customer in a day (UTC); null: any number. */
  addedADayMax: number | null;
};

/** Nobody tries to pay one bill so often, and a stolen card is tried no further. */
const startedADayMax = { all: 30, namingPayer: 20 };

/**
 * What each kind of caller may create, and how much. Rows that can be created without limit must be
 * stored, listed and read without limit, so only the shop itself has no bound.
 */
export const bounds: Record<InitiatorKind, Bounds> = {
  server: {
    metadata: true,
    returnAddresses: true,
    openPaymentsMax: null,
    startedADayMax: null,
    addedADayMax: null,
  },
  staff: {
    metadata: false,
    returnAddresses: true,
    openPaymentsMax: 5,
    startedADayMax,
    addedADayMax: null,
  },
  member: {
    metadata: false,
    returnAddresses: true,
    openPaymentsMax: 5,
    startedADayMax,
    addedADayMax: 20,
  },
  link: {
    metadata: false,
    returnAddresses: false,
    openPaymentsMax: 5,
    startedADayMax,
    addedADayMax: 0,
  },
};

type Wish = { metadata: Record<string, string>; returnUrl?: string; cancelUrl?: string };

/** @throws FieldNotAllowedError for a field that this kind of caller may not set. */
export function requireAllowedFields(kind: InitiatorKind, wish: Wish): void {
  const { metadata, returnAddresses } = bounds[kind];
  if (!metadata && Object.keys(wish.metadata).length > 0)
    throw new FieldNotAllowedError('metadata', 'It is set by the shop’s own server only.');
  if (returnAddresses) return;
  for (const field of ['returnUrl', 'cancelUrl'] as const)
    if (wish[field] !== undefined)
      throw new FieldNotAllowedError(
        field,
        'A buyer who pays by a link returns to the page of the link.',
      );
}

/** Maximum projects, or members, that this person may add to a customer in a day; null: any. */
export const addedADayMaxOf = (person: Extract<Caller, { kind: 'person' }>): number | null =>
  bounds[person.roles.includes('admin') ? 'staff' : 'member'].addedADayMax;
