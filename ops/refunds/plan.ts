import type { Noted } from './journal.ts';
import type { Payment } from './payments.ts';
import type { Problem, Row } from './rows.ts';

/** A refund that will be requested. */
export type Planned = {
  row: Row;
  paymentId: string;
  /** The expected amount; unknown for a refund that was requested before. */
  expected?: { minor: number; currency: string };
};

export type Plan = {
  planned: Planned[];
  /** Rows that were answered in an earlier run. */
  done: Row[];
  problems: Problem[];
};

export type Known = {
  noted: ReadonlyMap<string, Noted>;
  /** By id. */
  payments: ReadonlyMap<string, Payment>;
  ofOrders: ReadonlyMap<string, readonly Payment[]>;
  /** The current caller: keys of different callers never match. */
  by: string;
  now: Date;
};

/** The API keeps keys for 30 days; two days are left as a margin. */
const keyAgeMaxMs = 28 * 24 * 60 * 60 * 1000;

/** Decides what to do about each row, and reports each that cannot be done; makes no calls. */
export function planRefunds(rows: readonly Row[], known: Known): Plan {
  const plan: Plan = { planned: [], done: [], problems: [] };
  const left = new Map<string, number>();
  for (const row of rows) {
    const noted = known.noted.get(row.idempotencyKey);
    if (noted?.kind === 'answered') answeredBefore(plan, row, noted);
    else if (noted?.kind === 'asked') askAgain(plan, row, noted, known);
    else askFirst(plan, row, known, left);
  }
  return plan;
}

function answeredBefore(plan: Plan, row: Row, { answer }: Extract<Noted, { kind: 'answered' }>) {
  if (answer.status !== 'failed') plan.done.push(row);
  else
    plan.problems.push({
      line: row.line,
      says: 'the provider refused it before; to ask again, put it into another file',
    });
}

/** It is unknown whether the money went back, so only a repeat of the same request is safe. */
function askAgain(plan: Plan, row: Row, { paymentId, by, at }: Asked, { by: caller, now }: Known) {
  const isForgotten = now.getTime() - Date.parse(at) > keyAgeMaxMs;
  const says = isForgotten
    ? `asked for at ${at}, and no answer was recorded: check ${paymentId} yourself`
    : 'asked for by another admin, and no answer was recorded: only they can ask again safely';
  if (isForgotten || by !== caller) plan.problems.push({ line: row.line, says });
  else plan.planned.push({ row, paymentId });
}

type Asked = Extract<Noted, { kind: 'asked' }>;

function askFirst(plan: Plan, row: Row, known: Known, left: Map<string, number>): void {
  const found = paymentOf(row, known);
  if (typeof found === 'string') {
    plan.problems.push({ line: row.line, says: found });
    return;
  }
  const remaining = left.get(found.id) ?? found.amount - found.amountRefunded;
  const minor = row.amount ?? remaining;
  const says = obstacle(found, minor, remaining);
  if (says) plan.problems.push({ line: row.line, says });
  else {
    left.set(found.id, remaining - minor);
    const expected = { minor, currency: found.currency };
    plan.planned.push({ row, paymentId: found.id, expected });
  }
}

function paymentOf({ names }: Row, { payments, ofOrders }: Known): Payment | string {
  switch (names.kind) {
    case 'payment':
      return payments.get(names.id) ?? `there is no payment ${names.id}`;
    case 'order':
      return theOnlyOne(names.id, ofOrders.get(names.id) ?? []);
  }
}

/** The only payment of an order, or why there is none: a person decides about two. */
export function theOnlyOne(orderId: string, payments: readonly Payment[]): Payment | string {
  const [payment, ...others] = payments;
  if (!payment) return `order ${orderId} has no completed payment`;
  if (others.length === 0) return payment;
  const ids = payments.map(({ id }) => id).join(', ');
  return `order ${orderId} was paid ${payments.length} times; name one of ${ids}`;
}

function obstacle(payment: Payment, minor: number, remaining: number): string | undefined {
  const isPaid = payment.status === 'completed' || payment.status === 'review';
  if (!isPaid) return `${payment.id} is ${payment.status}`;
  if (payment.dispute === 'open' || payment.dispute === 'lost')
    return `a dispute of ${payment.id} is ${payment.dispute}`;
  if (remaining <= 0) return `nothing of ${payment.id} remains to be refunded`;
  if (minor > remaining) return `${minor} is more than the remaining ${remaining} of ${payment.id}`;
  return undefined;
}
