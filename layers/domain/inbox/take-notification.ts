import { createHash } from 'node:crypto';
import { NotFoundError, ProviderUnreachableError } from '../errors.ts';
import { keptNotification } from '../payments/kept-notification.ts';
import type { Notification, ParsedNotification, Verdict } from '../payments/notification.ts';
import type { Payment } from '../payments/payment.ts';
import { type SettleDeps, settlePayment } from '../payments/settle-payment.ts';
import { type FollowDeps, followMoneyBack } from '../refunds/follow-money-back.ts';
import { dayOf, type ReceivedNotification } from './received-notification.ts';

export type TakeDeps = SettleDeps &
  Pick<FollowDeps, 'refunds'> & {
    /** Undefined for an unknown form, which no retry would parse either. */
    parse: (received: ReceivedNotification) => ParsedNotification | undefined;
  };

export type Taken = {
  eventType: string;
  verdict: Verdict;
  /** The payment that it is about. */
  paymentId?: string;
  moved?: Payment;
  /** The payment whose attempt was declined. */
  declined?: Payment;
};

/** Our own write of a payment may be seconds late; this allows it minutes. */
const triesWhileYoung = 3;
const youngMs = 5 * 60 * 1000;

/**
 * Interprets a verified notification, applies it at most once, and stores it in every case: also
 * one that is unreadable, and after a while one about a payment that is not ours.
 *
 * @param attempt counts its deliveries from the queue, from 1.
 * @throws NotFoundError while the payment may not be written yet, ProviderUnreachableError when the
 * provider does not answer: the queue must deliver it again.
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

/** Identified by its bytes and its day of arrival, so repetitions on that day are the same. */
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
  const { payment, ...effect } = await apply(deps, parsed, { paymentId, notification });
  // The first verdict may have been different.
  if (received.isReplay) await deps.payments.keep(keptNotification(notification, payment));
  return { eventType, verdict, paymentId, ...effect };
}

type Identity = Pick<Notification, 'eventId' | 'eventType' | 'occurredAt' | 'paymentId'>;

function notificationFrom(
  received: ReceivedNotification,
  { eventId, eventType, occurredAt, paymentId }: Identity,
  verdict: Verdict,
): Notification {
  const { isReplay, arrivedAt, ...kept } = received;
  return { ...kept, eventId, eventType, occurredAt, paymentId, verdict };
}

async function apply(
  deps: TakeDeps,
  { concerns, reference }: ParsedNotification,
  { paymentId, notification }: { paymentId: string; notification: Notification },
): Promise<{ payment: Payment } & Pick<Taken, 'moved' | 'declined'>> {
  const { requestId } = notification;
  if (concerns === 'money_back')
    return { payment: await followMoneyBack(deps, { paymentId, requestId, notification }) };
  const settled = await settlePayment(deps, { paymentId, requestId, reference, notification });
  const { payment, moved, declined } = settled;
  return { payment, ...(moved && { moved: payment }), ...(declined && { declined: payment }) };
}

/** A refund made in the dashboard and a dispute name the transaction, not our payment. */
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
