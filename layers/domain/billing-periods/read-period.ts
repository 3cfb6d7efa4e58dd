import { type Caller, hasRole } from '../access/caller.ts';
import { DomainError, InvalidRequestError } from '../errors.ts';
import { readableCustomer } from '../limits/readable-customer.ts';
import type { Period } from './period.ts';
import type { PeriodStore } from './period-store.ts';

/** The month has no bill: it is running, within its grace, or was never metered. */
export class PeriodNotFoundError extends DomainError {
  readonly code = 'period_not_found';

  constructor(month: string) {
    super(`${month} is not closed: a month is closed a day or two after its end.`);
  }
}

/**
 * Returns whose bill this caller reads: finance names a customer; others as for usage.
 *
 * @throws ForbiddenError when it is not their own, or the key lacks `usage:read`.
 * @throws InvalidRequestError when they have to name a customer and do not.
 */
export function billedCustomer(caller: Caller, wanted: string | undefined): string {
  const isFinance = caller.kind === 'person' && hasRole(caller, 'finance');
  if (!isFinance) return readableCustomer(caller, wanted);
  const customerId = wanted ?? caller.customerId;
  if (customerId !== undefined) return customerId;
  throw new InvalidRequestError('customerId is needed.', [
    { path: 'customerId', message: 'is missing' },
  ]);
}

/**
 * Returns a closed month as it was billed.
 *
 * @throws PeriodNotFoundError when it is not closed.
 */
export async function readPeriod(
  periods: Pick<PeriodStore, 'find'>,
  { customerId, month }: { customerId: string; month: string },
): Promise<Period> {
  const period = await periods.find(customerId, month);
  if (!period) throw new PeriodNotFoundError(month);
  return period;
}
