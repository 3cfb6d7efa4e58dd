import { createHash } from 'node:crypto';
import { NotFoundError, ProviderUnreachableError } from '../errors.ts';
import type { Notification, ParsedNotification, Verdict } from '../payments/notification.ts';
import type { Payment } from '../payments/payment.ts';
import { type SettleDeps, settlePayment } from '../payments/settle-payment.ts';
import { type FollowDeps, followMoneyBack } from '../refunds/follow-money-back.ts';
import { dayOf, type ReceivedNotification } from './received-notification.ts';

export type TakeDeps = SettleDeps &
  Pick<FollowDeps, 'refunds'> & {
    /** Undefined for what is not in the provider's form: no later try would read it either. */
    parse: (received: ReceivedNotification) => ParsedNotification | undefined;
  };

export type Taken = {
  eventType: string;
  verdict: Verdict;
  moved?: Payment;
  /** The payment whose buyer's try was declined. */
  declined?: Payment;
};

/** Our own write of a payment may be late by seconds; this leaves it minutes. */
const triesWhileYoung = 3;
const youngMs = 5 * 60 * 1000;

/**
 * Finds out what a verified notification means, and lets it have its effect once. Whatever it is, it
 * is kept: one that nobody can read, and one about a payment that is not ours even after a while.
 *
 * @param attempt counts its deliveries from the queue, from 1.
 * @throws NotFoundError while the payment may not be written yet, ProviderUnreachableError when the
 *   provider is silent: it must come again.
 */
export async function takeNotification(
  deps: TakeDeps,
  received: ReceivedNotification,
  attempt = 1,
): Promise<Taken> {
  const parsed = deps.parse(received);
  if (parsed === undefined) return keepUnapplied(deps, received, unreadable(received));
  try {
    return await takeParsed(deps, received, parsed);
  } catch (error) {
    const ageMs = deps.now().getTime() - Date.parse(received.receivedAt);
    const isYoung = attempt <= triesWhileYoung && ageMs < youngMs;
    if (!(error instanceof NotFoundError) || isYoung) throw error;
    return keepUnapplied(deps, received, { ...parsed, verdict: 'foreign' });
  }
}

async function keepUnapplied(
  deps: TakeDeps,
  received: ReceivedNotification,
  { verdict, ...identity }: Identity & { verdict: Verdict },
): Promise<Taken> {
  await deps.payments.keep(notificationFrom(received, identity, verdict));
  return { eventType: identity.eventType, verdict };
}

/** Its bytes are its identity, and the day of its arrival its time: the same all day long. */
const unreadable = ({ rawBody, receivedAt }: ReceivedNotification) =>
  ({
    eventId: createHash('sha256').update(rawBody).digest('hex'),
    eventType: 'unreadable',
    occurredAt: dayOf(receivedAt),
    verdict: 'unreadable',
  }) as const;

async function takeParsed(
  deps: TakeDeps,
  received: ReceivedNotification,
  parsed: ParsedNotification,
): Promise<Taken> {
  const paymentId = parsed.paymentId ?? (await findPayment(deps, received, parsed));
  const verdict = await judge(deps, received, { ...parsed, paymentId });
  const notification = notificationFrom(received, { ...parsed, paymentId }, verdict);
  const { eventType } = parsed;
  if (verdict !== 'applied' || paymentId === undefined) {
    await deps.payments.keep(notification);
    return { eventType, verdict };
  }
  const effect = await apply(deps, parsed, { paymentId, notification });
  // Its first verdict may have been another one.
  if (received.isReplay) await deps.payments.keep(notification);
  return { eventType, verdict, ...effect };
}

type Identity = Pick<Notification, 'eventId' | 'eventType' | 'occurredAt' | 'paymentId'>;

function notificationFrom(
  received: ReceivedNotification,
  { eventId, eventType, occurredAt, paymentId }: Identity,
  verdict: Verdict,
): Notification {
  const { isReplay, ...kept } = received;
  return { ...kept, eventId, eventType, occurredAt, paymentId, verdict };
}

async function apply(
  deps: TakeDeps,
  { concerns, reference }: ParsedNotification,
  { paymentId, notification }: { paymentId: string; notification: Notification },
): Promise<Pick<Taken, 'moved' | 'declined'>> {
  const { requestId } = notification;
  if (concerns === 'money_back') {
    await followMoneyBack(deps, { paymentId, requestId, notification });
    return {};
  }
  const settled = await settlePayment(deps, { paymentId, requestId, reference, notification });
  const { payment, moved, declined } = settled;
  return { ...(moved && { moved: payment }), ...(declined && { declined: payment }) };
}

/** A refund made in the dashboard and a dispute name the money, not our payment. */
async function findPayment(
  deps: TakeDeps,
  { provider: name }: ReceivedNotification,
  { concerns, transaction }: ParsedNotification,
): Promise<string | undefined> {
  if (concerns !== 'money_back' || transaction === undefined) return undefined;
  const owner = await (await deps.providers(name)).ownerOf(transaction);
  if (owner.kind === 'unknown') throw new ProviderUnreachableError({ cause: owner.cause });
  return owner.paymentId;
}

async function judge(
  deps: TakeDeps,
  { provider }: ReceivedNotification,
  { mode, concerns, paymentId }: ParsedNotification,
): Promise<Verdict> {
  if (mode !== undefined && mode !== (await deps.providers(provider)).mode) return 'wrong_mode';
  if (concerns === 'nothing') return 'ignored';
  return paymentId === undefined ? 'foreign' : 'applied';
}
