import { createHash } from 'node:crypto';
import { ProviderUnreachableError, UnprocessableError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { chooseProvider, type ProviderCatalogue } from './choose-provider.ts';
import { newPayment, type Payment, type PaymentOrder } from './payment.ts';
import type { ComeBackUrls, OpenAnswer, PaymentProviders } from './payment-provider.ts';
import type { PaymentStore } from './payment-store.ts';
import { decideTransition, type TransitionContext } from './transition.ts';

export type InitiateDeps = {
  payments: PaymentStore;
  catalogue: ProviderCatalogue;
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
  const payment = await deps.payments.createOrGet(
    newPayment(order, {
      id: newId('pay', createdAt, createHash('sha256').update(claim.id).digest()),
      provider: chooseProvider(deps.catalogue, order),
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

async function store(
  deps: InitiateDeps,
  payment: Payment,
  answer: DefiniteAnswer,
  context: TransitionContext,
): Promise<Payment> {
  const transition =
    answer.kind === 'refused'
      ? decideTransition(payment, { state: 'failed', ...pick(answer) }, context)!
      : { payment: opened(payment, answer, context.now) };
  const outcome = await deps.payments.save(transition);
  if (outcome === 'saved') return transition.payment;
  // A notification was faster than this answer: what it stored is the newer truth.
  const newer = (await deps.payments.find(payment.id))!;
  return answer.kind === 'opened' ? { ...newer, action: newer.action ?? answer.action } : newer;
}

const pick = ({ code, message }: { code: string; message: string }) => ({ code, message });

const opened = (
  payment: Payment,
  { reference, action }: Extract<OpenAnswer, { kind: 'opened' }>,
  now: Date,
): Payment => ({
  ...payment,
  providerReference: reference,
  action,
  updatedAt: now.toISOString(),
  version: payment.version + 1,
});

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
