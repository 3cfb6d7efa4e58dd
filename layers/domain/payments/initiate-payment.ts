import { createHash } from 'node:crypto';
import type { Caller } from '../access/caller.ts';
import { ProviderUnreachableError, UnprocessableError } from '../errors.ts';
import type { Claim, Patience } from '../idempotency.ts';
import { newId } from '../ids.ts';
import type { TaxedSeller } from '../invoices/line-tax.ts';
import type { Pause } from '../pause.ts';
import { isSwitchedOff, type Switches } from '../switches/switches.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { chooseProvider, type IsSwitchedOff, type ProviderCatalogue } from './choose-provider.ts';
import { newPayment } from './new-payment.ts';
import { nextCheckAt } from './next-check.ts';
import { createOrJoin } from './open-payments.ts';
import { isOpen, type Payment, type PaymentOrder } from './payment.ts';
import type { ComeBackUrls, OpenAnswer, PaymentProviders } from './payment-provider.ts';
import type { PaymentStore, Transition } from './payment-store.ts';
import { requireBillable } from './require-billable.ts';
import { decideTransition, type TransitionContext } from './transition.ts';

export type InitiateDeps = {
  payments: PaymentStore;
  catalogue: ProviderCatalogue;
  /** The providers and methods that admins have switched off. */
  switches: () => Promise<Switches>;
  providers: PaymentProviders;
  comeBack: (payment: Payment) => ComeBackUrls;
  /** How to wait for a checkout that another request is opening. */
  patience: Patience;
  shopOrigins: readonly string[];
  /** Decides how lines are taxed. */
  seller: TaxedSeller;
  now: () => Date;
  randomBytes: (length: number) => Uint8Array;
  /** Runs after a lost race for a row. */
  pause: Pause;
};

export type InitiateRequest = {
  order: PaymentOrder;
  claim: Claim;
  requestId: string;
  /** A key owns the payments that it opens. */
  caller: Caller;
  /** Whether the request names the payer: an address, a telephone number. */
  namesPayer: boolean;
};

/** Derived from the claim, so it is the same at every attempt. */
export const paymentIdOf = ({ id, createdAt }: Claim): string =>
  newId('pay', new Date(createdAt), createHash('sha256').update(id).digest());

/**
 * Opens one checkout for one claim.
 *
 * Stores the payment before it asks the provider, so that a crash leaves a row to settle, never
 * money without a trace. The id comes from the claim: a retry finds the same payment and uses the
 * same provider key, so nobody is charged twice.
 *
 * Callers other than servers may get an open payment of the same thing, see `createOrJoin`.
 *
 * @throws TooManyError when too many are open.
 * @throws UnprocessableError when no provider can take the order, or no invoice can be made of it.
 * @throws ProviderUnreachableError when it is unknown whether the checkout is open.
 */
export async function initiatePayment(
  deps: InitiateDeps,
  { order, claim, requestId, caller, namesPayer }: InitiateRequest,
): Promise<Payment> {
  const startedAt = deps.now().getTime();
  requireShopOrigins(order, deps.shopOrigins);
  requireBillable(order, deps.seller);
  const createdAt = new Date(claim.createdAt);
  const switches = await deps.switches();
  const isOff: IsSwitchedOff = (name, method) => isSwitchedOff(switches, name, method);
  const wanted = newPayment(order, {
    id: paymentIdOf(claim),
    provider: chooseProvider(deps.catalogue, order, isOff),
    createdAt,
    requestId,
    ownerId: caller.kind === 'key' ? caller.keyId : undefined,
  });
  const opening = { payment: wanted, namesPayer, now: deps.now() };
  const stored = await createOrJoin(deps, opening);
  const payment = stored.id === wanted.id ? stored : await whenOpened(deps, stored);
  if (payment.action || payment.status !== 'pending') return payment;

  const provider = await deps.providers(payment.provider);
  const answer = await provider.open(payment, deps.comeBack(payment));
  if (answer.kind === 'unknown') throw new ProviderUnreachableError({ cause: answer.cause });
  const now = deps.now();
  return store(deps, payment, answer, {
    now,
    randomBytes: deps.randomBytes,
    requestId,
    respondedInMs: Math.max(0, now.getTime() - startedAt),
  });
}

/** Waits while another request opens this payment's checkout, or has crashed on the way. */
async function whenOpened({ payments, patience }: InitiateDeps, stored: Payment): Promise<Payment> {
  let payment = stored;
  for (let left = patience.tries - 1; left > 0 && isUnopened(payment); left--) {
    await patience.pause();
    payment = (await payments.find(payment.id))!;
  }
  return payment;
}

const isUnopened = ({ action, status }: Payment): boolean =>
  action === undefined && status === 'pending';

/** With how long our answer took until here, the provider's included. */
type AnswerContext = TransitionContext & { respondedInMs: number };

type DefiniteAnswer = Exclude<OpenAnswer, { kind: 'unknown' }>;

const race = { attemptsMax: 6, busy: 'too many concurrent writes of the payment' };

async function store(
  deps: InitiateDeps,
  candidate: Payment,
  answer: DefiniteAnswer,
  context: AnswerContext,
): Promise<Payment> {
  let payment = candidate;
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const transition = withAnswer(answer, payment, context);
    if (!transition) return payment;
    if ((await deps.payments.save(transition)) === 'saved') return transition.payment;
    // A notification was faster than this answer, so the stored payment is newer.
    payment = (await deps.payments.find(payment.id))!;
    return overtaken;
  });
}

/** The payment with the answer's new facts; undefined when there are none. */
function withAnswer(
  answer: DefiniteAnswer,
  payment: Payment,
  context: AnswerContext,
): Transition | undefined {
  const { respondedInMs } = context;
  if (answer.kind === 'refused') {
    const { code, message } = answer;
    const refused = decideTransition(payment, { state: 'failed', code, message }, context);
    return refused && { ...refused, payment: { ...refused.payment, respondedInMs } };
  }
  if (hasCheckout(payment, answer)) return undefined;
  return { payment: { ...withCheckout(payment, answer, context.now), respondedInMs } };
}

type Opened = Extract<OpenAnswer, { kind: 'opened' }>;

/** Whether everything about the checkout has been stored. */
function hasCheckout(payment: Payment, { reference, notificationToken }: Opened): boolean {
  if (isOpen(payment)) return payment.action !== undefined;
  const isProvable = !notificationToken || payment.notificationTokenHash !== undefined;
  return payment.providerReference === reference && isProvable;
}

function withCheckout(
  payment: Payment,
  { reference, action, notificationToken }: Opened,
  now: Date,
): Payment {
  const opened: Payment = {
    ...payment,
    providerReference: reference,
    action: isOpen(payment) ? action : undefined,
    notificationTokenHash: notificationToken && sha256(notificationToken),
    updatedAt: now.toISOString(),
    version: payment.version + 1,
  };
  // Keeps the index unchanged, which saves a write.
  if (isOpen(opened)) return opened;
  // Cancelled meanwhile, but its checkout now exists, so money may still come.
  return { ...opened, checkAt: nextCheckAt(opened, now) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function requireShopOrigins(order: PaymentOrder, shopOrigins: readonly string[]): void {
  for (const url of [order.returnUrl, order.cancelUrl])
    if (url !== undefined && !isOfShop(url, shopOrigins))
      throw new UnprocessableError(
        'origin_not_allowed',
        'The origins of returnUrl and cancelUrl must be on the configured list of the shop’s origins.',
      );
}

/** An entry `http://localhost:*` matches every port of that host. */
function isOfShop(url: string, shopOrigins: readonly string[]): boolean {
  const { origin, protocol, hostname } = new URL(url);
  return shopOrigins.includes(origin) || shopOrigins.includes(`${protocol}//${hostname}:*`);
}
