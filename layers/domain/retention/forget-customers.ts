import type { RetentionPeriods } from '#vocabulary/retention';
import type { Clock, RandomBytes } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import { retentionActor } from '../erasure/erasure.ts';
import { ErasureRefusedError } from '../erasure/erasure-errors.ts';
import { type RequestDeps, requestErasure } from '../erasure/request-erasure.ts';
import { guestsBefore, lastContact, mayBeForgotten, type NewestOf } from './due.ts';
import { type Positions, pageSize, type Run } from './walk.ts';

export type ForgetCustomersDeps = RequestDeps & {
  customers: {
    /** Customers that were made before this, behind the one with this id, in the order of time. */
    page(after: string | undefined, before: Date, limit: number): Promise<Customer[]>;
    newestOf(customerId: string): Promise<NewestOf>;
  };
  positions: Positions;
  periods: RetentionPeriods;
  now: Clock;
  randomBytes: RandomBytes;
};

/** Of one run; the next one goes on. Each erasure reads the audit trail. */
const erasedMax = 50;
const readMax = 5_000;

/**
 * Asks for the erasure of everybody whose period is over, by the same job and with the same proof as
 * if they had asked themselves. Goes round: who could not be erased is looked at again.
 */
export async function forgetCustomers(
  deps: ForgetCustomersDeps,
  { now, requestId }: Run,
): Promise<{ erased: string[]; refused: string[] }> {
  const before = guestsBefore(deps.periods, now);
  const erased: string[] = [];
  const refused: string[] = [];
  let position = await deps.positions.load('customers');
  for (let read = 0; read < readMax; read += pageSize) {
    const page = await deps.customers.page(position, before, pageSize);
    for (const customer of page) {
      if (!(await isDue(deps, customer, before))) continue;
      if (await isErasing(deps, customer.id, requestId)) erased.push(customer.id);
      else refused.push(customer.id);
    }
    const isRoundDone = page.length < pageSize;
    position = isRoundDone ? undefined : page.at(-1)?.id;
    await deps.positions.save('customers', position);
    if (isRoundDone || erased.length >= erasedMax) break;
  }
  return { erased, refused };
}

async function isDue(
  { customers }: ForgetCustomersDeps,
  customer: Customer,
  before: Date,
): Promise<boolean> {
  if (!mayBeForgotten(customer) || new Date(customer.updatedAt) >= before) return false;
  return lastContact(customer, await customers.newestOf(customer.id)) < before;
}

/** @returns false while something needs the person. */
async function isErasing(deps: ForgetCustomersDeps, customerId: string, requestId: string) {
  const { now, randomBytes } = deps;
  const context = { caller: retentionActor, now: now(), randomBytes, requestId };
  try {
    await requestErasure(deps, customerId, context);
    return true;
  } catch (error) {
    if (error instanceof ErasureRefusedError) return false;
    throw error;
  }
}
