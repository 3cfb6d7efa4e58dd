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
import type { PaymentStore } from './payment-store.ts';
import { requireBillable } from './require-billable.ts';
import { decideTransition, type TransitionContext } from './transition.ts';

export type InitiateDeps = {
  payments: PaymentStore;
  catalogue: ProviderCatalogue;
  /** What admins have switched off. */
  switches: () => Promise<Switches>;
  providers: PaymentProviders;
  comeBack: (payment: Payment) => ComeBackUrls;
  /** How to wait for the checkout of a payment that another request is opening. */
  patience: Patience;
  shopOrigins: readonly string[];
  /** What decides how its lines are taxed. */
  seller: TaxedSeller;
  now: () => Date;
  randomBytes: (length: number) => Uint8Array;
  /** After a lost race for a row. */
  pause: Pause;
};

export type InitiateRequest = {
  order: PaymentOrder;
  claim: Claim;
  requestId: string;
  /** A key owns what it initiates. */
  caller: Caller;
  /** The request says who pays: an address, a telephone. */
  namesPayer: boolean;
};

/** Of a claim, the same at every try. */
export const paymentIdOf = ({ id, createdAt }: Claim): string =>
  newId('pay', new Date(createdAt), createHash('sha256').update(id).digest());

/**
 * Opens one checkout for one claim.
 *
 * The payment is stored before the provider is asked, so a crash leaves a row to settle, never money
 * without a trace. Its id comes from the claim: a retry finds the same payment and asks the provider
 * under the same key, and nobody is charged twice.
 *
 * Whoever is not a server is given the payment that is open for the same thing, see `createOrJoin`.
 *
 * @throws TooManyError when too many are open.
 * @throws UnprocessableError when no provider can serve the order, or no invoice can be made of it.
 * @throws ProviderUnreachableError when nobody knows whether the checkout is open.
 */
export async function initiatePayment(
  deps: InitiateDeps,
  { order, claim, requestId, caller, namesPayer }: InitiateRequest,
): Promise<Payment> {
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
  return store(deps, payment, answer, {
    now: deps.now(),
    randomBytes: deps.randomBytes,
    requestId,
  });
}

/** Another request is opening this payment's checkout, or has died on the way. */
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

type DefiniteAnswer = Exclude<OpenAnswer, { kind: 'unknown' }>;

const race = { attemptsMax: 6, busy: 'the payment is being written by too many at once' };

async function store(
  deps: InitiateDeps,
  asked: Payment,
  answer: DefiniteAnswer,
  context: TransitionContext,
): Promise<Payment> {
  let payment = asked;
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const transition = after(answer, payment, context);
    if (!transition) return payment;
    if ((await deps.payments.save(transition)) === 'saved') return transition.payment;
    // A notification was faster than this answer: what it stored is the newer truth.
    payment = (await deps.payments.find(payment.id))!;
    return overtaken;
  });
}

/** What the answer adds to the payment as it is now; undefined when that is nothing. */
function after(answer: DefiniteAnswer, payment: Payment, context: TransitionContext) {
  if (answer.kind === 'refused')
    return decideTransition(
      payment,
      { state: 'failed', code: answer.code, message: answer.message },
      context,
    );
  return hasCheckout(payment, answer)
    ? undefined
    : { payment: withCheckout(payment, answer, context.now) };
}

type Opened = Extract<OpenAnswer, { kind: 'opened' }>;

/** Whether all that there is to keep of the checkout has been kept. */
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
  // An index that stays as it is costs no write.
  if (isOpen(opened)) return opened;
  // One that was cancelled meanwhile has a checkout now, in which money may come after all.
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

/** An entry `http://localhost:*` stands for every port of that host. */
function isOfShop(url: string, shopOrigins: readonly string[]): boolean {
  const { origin, protocol, hostname } = new URL(url);
  return shopOrigins.includes(origin) || shopOrigins.includes(`${protocol}//${hostname}:*`);
}
