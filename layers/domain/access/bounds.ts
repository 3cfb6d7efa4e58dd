import { FieldNotAllowedError } from '../errors.ts';
import type { InitiatorKind } from '../payments/payment.ts';
import type { Caller } from './caller.ts';

export type Bounds = {
  /** May write into a payment what the shop will take for its own. */
  metadata: boolean;
  /** May say where the buyer comes back to. */
  returnAddresses: boolean;
  /**
   * Open payments of one thing (an invoice, a plan) in which the payer is named; null: any number. The
   * same wish is answered with the payment that is open, and counts once.
   */
  openPaymentsMax: number | null;
  /** Projects, and members, that may be added to one customer in a day (UTC); null: any number. */
  addedADayMax: number | null;
};

/**
 * What each kind of caller may make, and how much of it. Each row that somebody can repeat without
 * end is stored, listed and asked for without end: only the shop itself has no bound.
 */
export const bounds: Record<InitiatorKind, Bounds> = {
  server: {
    metadata: true,
    returnAddresses: true,
    openPaymentsMax: null,
    addedADayMax: null,
  },
  staff: {
    metadata: false,
    returnAddresses: true,
    openPaymentsMax: 5,
    addedADayMax: null,
  },
  member: {
    metadata: false,
    returnAddresses: true,
    openPaymentsMax: 5,
    addedADayMax: 20,
  },
  link: {
    metadata: false,
    returnAddresses: false,
    openPaymentsMax: 5,
    addedADayMax: 0,
  },
};

type Wish = { metadata: Record<string, string>; returnUrl?: string; cancelUrl?: string };

/** @throws FieldNotAllowedError for a field that is not for this kind of caller to set. */
export function requireAllowedFields(kind: InitiatorKind, wish: Wish): void {
  const { metadata, returnAddresses } = bounds[kind];
  if (!metadata && Object.keys(wish.metadata).length > 0)
    throw new FieldNotAllowedError('metadata', 'It is set by the shop’s own server only.');
  if (returnAddresses) return;
  for (const field of ['returnUrl', 'cancelUrl'] as const)
    if (wish[field] !== undefined)
      throw new FieldNotAllowedError(
        field,
        'Who pays by a link comes back to the page of the link.',
      );
}

/** How many projects, or members, this person may add to a customer in a day; null: any number. */
export const addedADayMaxOf = (person: Extract<Caller, { kind: 'person' }>): number | null =>
  bounds[person.roles.includes('admin') ? 'staff' : 'member'].addedADayMax;
