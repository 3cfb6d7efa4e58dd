import { type Actor, actorOf } from '../access/caller.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { isSettled, type PaymentFile } from './belongings.ts';
import { newErasure } from './carry-out-erasure.ts';
import { closedForErasure } from './erased.ts';
import type { Erasure, ErasureStore } from './erasure.ts';
import { type ErasureObstacle, ErasureRefusedError } from './erasure-errors.ts';
import { type Fate, fates, type RecordKind } from './fates.ts';

/** What a customer has, as far as an index finds it at once. */
export type Survey = {
  payments: PaymentFile[];
  /** Of other kinds, how many there are. */
  counts: Partial<Record<RecordKind, number>>;
};

export type RequestErasureDeps = {
  erasures: Pick<ErasureStore, 'find' | 'findCustomer' | 'begin'>;
  survey: (customerId: string) => Promise<Survey>;
  /** Whether usage of theirs may still become an invoice. */
  hasUnbilledUsage: (customer: Customer, now: Date) => Promise<boolean>;
  pause: Pause;
};

export type RequestDeps = Omit<RequestErasureDeps, 'survey'> & {
  survey: (customerId: string) => Promise<Pick<Survey, 'payments'>>;
};

/** What an erasure would do. `count` is null where only the job finds them. */
export type ErasurePlan = {
  customerId: string;
  /** Why it would be refused now. */
  obstacles: ErasureObstacle[];
  records: ErasedRecords[];
};

type ErasedRecords = Omit<Fate, 'fate'> & {
  fate: Exclude<Fate['fate'], 'impersonal'>;
  kind: RecordKind;
  count: number | null;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/**
 * Says what an erasure would do, without doing it.
 *
 * @throws NotFoundError when there is no such customer.
 */
export async function planErasure(
  deps: RequestErasureDeps,
  customerId: string,
  now: Date,
): Promise<ErasurePlan> {
  const customer = await deps.erasures.findCustomer(customerId);
  if (!customer) throw new NotFoundError('customer');
  const found = await deps.survey(customerId);
  const counts = { customer: 1, ...countsOfPayments(found.payments), ...found.counts };
  return {
    customerId,
    obstacles: await obstaclesOf(deps, customer, found.payments, now),
    records: recordsOf(counts),
  };
}

const recordsOf = (counts: Survey['counts']): ErasedRecords[] =>
  (Object.entries(fates) as [RecordKind, Fate][]).flatMap(([kind, { fate, ...more }]) =>
    fate === 'impersonal' ? [] : [{ kind, count: counts[kind] ?? null, fate, ...more }],
  );

const countsOfPayments = (files: readonly PaymentFile[]): Survey['counts'] => ({
  payment: files.length,
  refund: files.reduce((sum, { refunds }) => sum + refunds.length, 0),
  // Credit notes are invoices, too.
  invoice: files.reduce(
    (sum, { invoiceId, creditNoteIds = [] }) =>
      sum + (invoiceId === undefined ? 0 : 1) + creditNoteIds.length,
    0,
  ),
});

/**
 * Closes the customer at once, so that nobody acts for it any more, and starts the job that erases
 * it. A repetition finds the same erasure.
 *
 * @throws NotFoundError when there is no such customer.
 * @throws ErasureRefusedError while something runs that needs the person.
 */
export async function requestErasure(
  deps: RequestDeps,
  customerId: string,
  context: AuditContext<Actor>,
): Promise<Erasure> {
  const { erasures, survey, pause } = deps;
  const { now, randomBytes, requestId, caller } = context;
  return untilSaved({ ...race, pause }, async () => {
    const customer = await erasures.findCustomer(customerId);
    if (!customer) throw new NotFoundError('customer');
    const known = await erasures.find(customerId);
    if (known) return known;
    const { payments } = await survey(customerId);
    const [obstacle] = await obstaclesOf(deps, customer, payments, now);
    if (obstacle) throw new ErasureRefusedError(obstacle);
    const requestedBy = actorOf(caller);
    const erasure = newErasure({ customerId, requestedAt: now, requestedBy, requestId });
    const outcome = await erasures.begin({
      erasure,
      customer: closedForErasure(customer, now),
      audit: auditEntry(context, {
        action: 'customer.erasure_requested',
        subject: customerId,
        before: { state: customer.state ?? 'active' },
        after: { state: 'erased' },
      }),
      event: {
        id: newId('evt', now, randomBytes(10)),
        type: 'customer.erasure_requested',
        occurredAt: now.toISOString(),
        requestId,
        data: { customerId },
      },
    });
    return outcome === 'saved' ? erasure : overtaken;
  });
}

async function obstaclesOf(
  { hasUnbilledUsage }: Pick<RequestErasureDeps, 'hasUnbilledUsage'>,
  customer: Customer,
  payments: readonly PaymentFile[],
  now: Date,
): Promise<ErasureObstacle[]> {
  const { subscription } = customer;
  const hasPlan = subscription !== undefined && now.toISOString() < subscription.currentPeriodEnd;
  const disputed = payments.filter(({ payment }) => payment.dispute === 'open');
  const others = payments.filter((file) => !disputed.includes(file));
  return [
    ...(hasPlan ? (['customer_has_subscription'] as const) : []),
    ...((await hasUnbilledUsage(customer, now)) ? (['customer_has_unbilled_usage'] as const) : []),
    ...(disputed.length > 0 ? (['customer_has_open_dispute'] as const) : []),
    ...(others.some((file) => !isSettled(file)) ? (['customer_has_open_payment'] as const) : []),
  ];
}
