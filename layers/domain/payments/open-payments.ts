import { createHash } from 'node:crypto';
import { secondsUntil, TooManyError } from '../access/abuse-errors.ts';
import { bounds } from '../access/bounds.ts';
import { endOfUtcDay, utcDay } from '../calendar/day.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { isOpen, type Payment } from './payment.ts';
import type { OpenEntry, OpenPayments, PaymentStore } from './payment-store.ts';

type Opening = { payment: Payment; namesPayer: boolean; now: Date };

const race = {
  attemptsMax: 10,
  busy: 'too many concurrent payments of the same thing',
};

/** A buyer needs this long to pay; a payment that ends sooner is not offered again. */
const timeToPayMs = 5 * 60 * 1000;

/**
 * Creates a payment, or returns an existing one: the same payment at a retry, and for callers other
 * than servers an open payment of the same thing with the same wish. List and payment are written
 * in one transaction, so that two browser windows open one payment.
 *
 * @throws TooManyError when this caller's maximum of payments is open with other wishes, or was
 * started today.
 */
export async function createOrJoin(
  { payments, pause }: { payments: PaymentStore; pause: Pause },
  opening: Opening,
): Promise<Payment> {
  const { payment } = opening;
  const { kind } = payment.initiator;
  const subject = { thing: thingOf(payment), kind };
  if (bounds[kind].openPaymentsMax === null) return payments.createOrGet(payment);
  return untilSaved({ ...race, pause }, async () => {
    const own = await payments.find(payment.id);
    if (own) return own;
    const list = await payments.findOpen(subject);
    const open = await stillOpen(payments, list);
    const entry = entryOf(opening);
    const same = open.find(
      (listed) => listed.entry.wish === entry.wish && isJoinable(listed, opening.now),
    );
    if (same) return same.payment;
    requireRoom(open, opening);
    const started = oneMoreToday(list, opening);
    const entries = [...open.map((listed) => listed.entry), entry];
    const next = { ...subject, version: list.version + 1, entries, started };
    return (await payments.createListed(payment, next)) === 'created' ? payment : overtaken;
  });
}

type Listed = { entry: OpenEntry; payment: Payment };

async function stillOpen(payments: PaymentStore, { entries }: OpenPayments): Promise<Listed[]> {
  const listed = await Promise.all(
    entries.map(async (entry) => ({ entry, payment: await payments.find(entry.paymentId) })),
  );
  return listed.filter(
    (listing): listing is Listed => listing.payment !== undefined && isOpen(listing.payment),
  );
}

function isJoinable({ payment }: Listed, now: Date): boolean {
  // Money is on its way: a second payment must not be offered now.
  if (payment.status === 'processing') return true;
  return (
    payment.closing === undefined && Date.parse(payment.expiresAt) - now.getTime() > timeToPayMs
  );
}

/**
 * A wish without a payer always has room, so that nobody can stop a customer from paying by filling
 * the list.
 */
function requireRoom(open: Listed[], { payment, namesPayer, now }: Opening): void {
  const max = bounds[payment.initiator.kind].openPaymentsMax;
  const named = open.filter(({ entry }) => entry.namesPayer);
  if (!namesPayer || max === null || named.length < max) return;
  const expiries = named.map((listed) => Date.parse(listed.payment.expiresAt));
  throw new TooManyError(
    'too_many_open_payments',
    `${named.length} payments of this are open. Pay or cancel one of them, or try again when they have expired.`,
    Math.max(expiryLagSeconds, secondsUntil(Math.min(...expiries), now)),
  );
}

/** What has expired is closed by the next reconciliation, or when money that is on its way has come. */
const expiryLagSeconds = 60;

/**
 * Counts one more for the day (UTC), also of those that have ended since: each asks a provider, and
 * is stored for good. Those that name a payer leave a part of the day to those that do not.
 */
function oneMoreToday(
  { started }: OpenPayments,
  { payment, namesPayer, now }: Opening,
): OpenPayments['started'] {
  const max = bounds[payment.initiator.kind].startedADayMax;
  const day = utcDay(now);
  const count = started?.day === day ? started.count : 0;
  const most = namesPayer ? max?.namingPayer : max?.all;
  if (most !== undefined && count >= most)
    throw new TooManyError(
      'too_many_payments',
      `${count} payments of this were started today. Pay one that is open, or try again tomorrow (UTC).`,
      secondsUntil(endOfUtcDay(now), now),
    );
  return { day, count: count + 1 };
}

function entryOf({ payment, namesPayer }: Opening): OpenEntry {
  const { id, method, provider, actionWanted, amount, buyer, returnUrl, cancelUrl } = payment;
  const payer = namesPayer ? [buyer.email, buyer.phone] : [];
  const wish = [method, provider, actionWanted, amount, payer, returnUrl, cancelUrl];
  return { paymentId: id, wish: sha256(JSON.stringify(wish)), namesPayer };
}

function thingOf({ invoiceId, planId, orderId, buyer }: Payment): string {
  if (invoiceId !== undefined) return `invoice#${invoiceId}`;
  if (planId !== undefined) return `plan#${buyer.customerId}#${planId}`;
  return `order#${orderId}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
