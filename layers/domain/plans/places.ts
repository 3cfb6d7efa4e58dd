import { secondsUntil, TooManyError } from '../access/abuse-errors.ts';
import { endOfUtcDay, utcDay } from '../calendar/day.ts';
import { type Customer, writtenAgain } from '../customers/customer.ts';
import { CustomerArchivedError, PlanLimitReachedError } from '../errors.ts';
import { isFree, type Place, type Plan, type Plans, planOf } from './plan.ts';

/**
 * Returns the customer with one more place in use. Safe under concurrency, since the write requires
 * that the customer was not written meanwhile.
 *
 * @throws CustomerArchivedError when the customer was archived.
 * @throws PlanLimitReachedError when the plan allows no more.
 * @throws TooManyError when the day's maximum was added, even if removed since.
 */
export function takePlace(
  customer: Customer,
  place: Place,
  plans: Plans,
  { now, addedADayMax }: { now: Date; addedADayMax: number | null },
): Customer {
  if (customer.archivedAt !== undefined) throw new CustomerArchivedError();
  const plan = planOf(customer, plans);
  const used = customer.places[place];
  const limit = plan.limits[place];
  if (limit !== null && used >= limit)
    throw new PlanLimitReachedError(obstacle({ plan, place, used, limit, plans }));
  const day = utcDay(now);
  const today = customer.added?.day === day ? customer.added : { day };
  const addedToday = today[place] ?? 0;
  if (addedADayMax !== null && addedToday >= addedADayMax)
    throw new TooManyError(
      'too_many_added_today',
      `${addedToday} ${place} were added today. Try again tomorrow (UTC), or ask an administrator.`,
      secondsUntil(endOfUtcDay(now), now),
    );
  const added = { ...today, [place]: addedToday + 1 };
  return { ...withPlaces(customer, place, used + 1, now), added };
}

/** The customer with a place freed. Above a limit, after a downgrade, usage falls towards it. */
export const giveBackPlace = (customer: Customer, place: Place, now: Date): Customer =>
  withPlaces(customer, place, Math.max(0, customer.places[place] - 1), now);

const withPlaces = (customer: Customer, place: Place, count: number, now: Date): Customer => ({
  ...writtenAgain(customer, now),
  places: { ...customer.places, [place]: count },
});

type Obstacle = { plan: Plan; place: Place; used: number; limit: number; plans: Plans };

function obstacle({ plan, place, used, limit, plans }: Obstacle): string {
  const larger = plans.find((other) => !isFree(other) && allows(other, place) > limit);
  const wayOut = larger
    ? `upgrade to ${larger.name}: POST /v1/payments with planId ${larger.id}`
    : 'ask the seller for a larger plan';
  return `The plan ${plan.name} (${plan.id}) allows ${limit} ${place}, and ${used} are in use. Remove one, or ${wayOut}.`;
}

const allows = ({ limits }: Plan, place: Place): number =>
  limits[place] ?? Number.POSITIVE_INFINITY;
