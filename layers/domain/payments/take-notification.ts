import { ProviderUnreachableError } from '../errors.ts';
import { type FollowDeps, followMoneyBack } from '../refunds/follow-money-back.ts';
import type { Notification, ParsedNotification, Verdict } from './notification.ts';
import type { Payment } from './payment.ts';
import type { ReceivedNotification } from './received-notification.ts';
import { type SettleDeps, settlePayment } from './settle-payment.ts';

export type TakeDeps = SettleDeps &
  Pick<FollowDeps, 'refunds'> & {
    parse: (rawBody: string) => ParsedNotification;
    /** Which side of the provider this deployment belongs to. */
    mode: () => Promise<'test' | 'live'>;
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
  const parsed = deps.parse(received.rawBody);
  const { eventId, eventType, reference } = parsed;
  const paymentId = parsed.paymentId ?? (await findPayment(deps, received, parsed));
  const verdict = await judge(deps, parsed, paymentId);
  const notification: Notification = { ...received, eventId, eventType, paymentId, verdict };
  const { requestId } = received;
  if (verdict !== 'applied' || paymentId === undefined) {
    await deps.payments.keep(notification);
    return { eventType, verdict };
  }
  if (parsed.concerns === 'money_back') {
    await followMoneyBack(deps, { paymentId, requestId, notification });
    return { eventType, verdict };
  }
  const settled = await settlePayment(deps, { paymentId, requestId, reference, notification });
  return { eventType, verdict, moved: settled.moved ? settled.payment : undefined };
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
  { mode, concerns }: ParsedNotification,
  paymentId: string | undefined,
): Promise<Verdict> {
  if (mode !== (await deps.mode())) return 'wrong_mode';
  if (concerns === 'nothing') return 'ignored';
  return paymentId === undefined ? 'foreign' : 'applied';
}
