import { createHash } from 'node:crypto';
import { ProviderUnreachableError, UnprocessableError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { isSwitchedOff, type Switches } from '../switches/switches.ts';
import { chooseProvider, type IsSwitchedOff, type ProviderCatalogue } from './choose-provider.ts';
import { newPayment } from './new-payment.ts';
import { nextCheckAt } from './next-check.ts';
import { isOpen, type Payment, type PaymentOrder } from './payment.ts';
import type { ComeBackUrls, OpenAnswer, PaymentProviders } from './payment-provider.ts';
import type { PaymentStore } from './payment-store.ts';
import { decideTransition, type TransitionContext } from './transition.ts';

export type InitiateDeps = {
  payments: PaymentStore;
  catalogue: ProviderCatalogue;
  /** What admins have switched off. */
  switches: () => Promise<Switches>;
  providers: PaymentProviders;
  comeBack: (payment: Payment) => ComeBackUrls;
  shopOrigins: readonly string[];
  now: () => Date;
  randomBytes: (length: number) => Uint8Array;
};

export type InitiateRequest = {
  order: PaymentOrder;
  claim: Claim;
  requestId: string;
  ownerId?: string;
};

/**
 * Opens one checkout for one claim.
 *
 * The payment is stored before the provider is asked, so a crash leaves a row to settle, never money
 * without a trace. Its id comes from the claim: a retry finds the same payment and asks the provider
 * under the same key, and nobody is charged twice.
 *
 * @throws UnprocessableError when no provider can serve the order, or its lines do not add up.
 * @throws ProviderUnreachableError when nobody knows whether the checkout is open.
 */
export async function initiatePayment(
  deps: InitiateDeps,
  { order, claim, requestId, ownerId }: InitiateRequest,
): Promise<Payment> {
  requireConsistent(order, deps.shopOrigins);
  const createdAt = new Date(claim.createdAt);
  const switches = await deps.switches();
  const isOff: IsSwitchedOff = (name, method) => isSwitchedOff(switches, name, method);
  const payment = await deps.payments.createOrGet(
    newPayment(order, {
      id: newId('pay', createdAt, createHash('sha256').update(claim.id).digest()),
      provider: chooseProvider(deps.catalogue, order, isOff),
      createdAt,
      requestId,
      ownerId,
    }),
  );
  if (payment.action || payment.status !== 'pending') return payment;

  const provider = await deps.providers(payment.provider);
  const answer = await provider.open(payment, deps.comeBack(payment));
  if (answer.kind === 'unknown') throw new ProviderUnreachableError({ cause: answer.cause });
  return store(deps, payment, answer, {
    now: deps.now(),
    randomBytes: deps.randomBytes,
    requestId,
  });
}

type DefiniteAnswer = Exclude<OpenAnswer, { kind: 'unknown' }>;

/** Each lost race means that somebody else wrote the payment, which they can only do a few times. */
const attemptsMax = 6;

async function store(
  deps: InitiateDeps,
  asked: Payment,
  answer: DefiniteAnswer,
  context: TransitionContext,
): Promise<Payment> {
  let payment = asked;
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const transition = after(answer, payment, context);
    if (!transition) return payment;
    if ((await deps.payments.save(transition)) === 'saved') return transition.payment;
    // A notification was faster than this answer: what it stored is the newer truth.
    payment = (await deps.payments.find(payment.id))!;
  }
  throw new Error('the payment is being written by too many at once');
}

/** What the answer adds to the payment as it is now; undefined when that is nothing. */
function after(answer: DefiniteAnswer, payment: Payment, context: TransitionContext) {
  if (answer.kind === 'refused')
    return decideTransition(
      payment,
      { state: 'failed', code: answer.code, message: answer.message },
      context,
    );
  return payment.action ? undefined : { payment: withCheckout(payment, answer, context.now) };
}

function withCheckout(
  payment: Payment,
  { reference, action, notificationToken }: Extract<OpenAnswer, { kind: 'opened' }>,
  now: Date,
): Payment {
  const opened: Payment = {
    ...payment,
    providerReference: reference,
    action,
    notificationTokenHash: notificationToken && sha256(notificationToken),
    updatedAt: now.toISOString(),
    version: payment.version + 1,
  };
  // An index that stays as it is costs no write.
  if (isOpen(opened)) return opened;
  // One that was cancelled meanwhile has a checkout now, in which money may come after all.
  return { ...opened, checkAt: nextCheckAt(opened, now) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function requireConsistent(order: PaymentOrder, shopOrigins: readonly string[]): void {
  for (const url of [order.returnUrl, order.cancelUrl])
    if (url !== undefined && !isOfShop(url, shopOrigins))
      throw new UnprocessableError(
        'origin_not_allowed',
        'The origins of returnUrl and cancelUrl must be on the configured list of the shop’s origins.',
      );
  if (!order.lines) return;
  const sum = order.lines.reduce((total, line) => total + line.quantity * line.unitAmount, 0);
  if (sum !== order.amount.minor)
    throw new UnprocessableError(
      'lines_do_not_add_up',
      `The lines add up to ${sum}, the amount is ${order.amount.minor}.`,
    );
}

/** An entry `http://localhost:*` stands for every port of that host. */
function isOfShop(url: string, shopOrigins: readonly string[]): boolean {
  const { origin, protocol, hostname } = new URL(url);
  return shopOrigins.includes(origin) || shopOrigins.includes(`${protocol}//${hostname}:*`);
}
