import { ProviderUnreachableError } from '../errors.ts';
import { type FollowDeps, followMoneyBack } from '../refunds/follow-money-back.ts';
import type { Notification, ParsedNotification, Verdict } from './notification.ts';
import type { Payment } from './payment.ts';
import type { ReceivedNotification } from './received-notification.ts';
import { type SettleDeps, settlePayment } from './settle-payment.ts';

export type TakeDeps = SettleDeps &
  Pick<FollowDeps, 'refunds'> & {
    parse: (received: ReceivedNotification) => ParsedNotification;
  };

export type Taken = { eventType: string; verdict: Verdict; moved?: Payment };

/**
 * Finds out what a verified notification means, and lets it have its effect once. Whatever it is, it
 * is kept.
 *
 * @throws NotFoundError, ProviderUnreachableError when it must come again.
 */
export async function takeNotification(
  deps: TakeDeps,
  received: ReceivedNotification,
): Promise<Taken> {
  const parsed = deps.parse(received);
  const paymentId = parsed.paymentId ?? (await findPayment(deps, received, parsed));
  const verdict = await judge(deps, received, { ...parsed, paymentId });
  const notification = notificationFrom(received, { ...parsed, paymentId }, verdict);
  const { eventType } = parsed;
  if (verdict !== 'applied' || paymentId === undefined) {
    await deps.payments.keep(notification);
    return { eventType, verdict };
  }
  const moved = await apply(deps, parsed, { paymentId, notification });
  // Its first verdict may have been another one.
  if (received.isReplay) await deps.payments.keep(notification);
  return { eventType, verdict, moved };
}

function notificationFrom(
  received: ReceivedNotification,
  { eventId, eventType, occurredAt, paymentId }: ParsedNotification,
  verdict: Verdict,
): Notification {
  const { isReplay, ...kept } = received;
  return { ...kept, eventId, eventType, occurredAt, paymentId, verdict };
}

async function apply(
  deps: TakeDeps,
  { concerns, reference }: ParsedNotification,
  { paymentId, notification }: { paymentId: string; notification: Notification },
): Promise<Payment | undefined> {
  const { requestId } = notification;
  if (concerns === 'money_back') {
    await followMoneyBack(deps, { paymentId, requestId, notification });
    return undefined;
  }
  const settled = await settlePayment(deps, { paymentId, requestId, reference, notification });
  return settled.moved ? settled.payment : undefined;
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
