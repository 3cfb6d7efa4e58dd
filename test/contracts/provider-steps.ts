import { createHash } from 'node:crypto';
import { type AnyMoney, currencyOf, type Money, money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import {
  control,
  impatienceMs,
  type Json,
  type ProviderWorld,
  press,
  type Step,
  type Trouble,
} from './provider-world.ts';

/** From now on, until `repair`, every request of this step goes wrong in this way. */
export async function breakDown(world: ProviderWorld, step: Step, fault: Trouble): Promise<void> {
  const wanted = { on: 'request', fault, times: 100, ...world.requests[step] };
  await control(world, 'POST', '/faults', wanted);
}

/** The same adapter, for answers that do not come. */
export const impatient = ({ providerAt, url }: ProviderWorld) => providerAt(url, impatienceMs);

export const repair = (world: ProviderWorld): Promise<Json> => control(world, 'DELETE', '/faults');

/** What the provider has really taken for the payment. */
export async function moneyTaken(
  world: ProviderWorld,
  payment: Payment,
): Promise<{ amount: number; currency: string; amount_refunded?: number }[]> {
  const charges = await control<{ amount: number; currency: string }[]>(world, 'GET', '/charges');
  return charges.filter((charge) => JSON.stringify(charge).includes(world.markOf(payment)));
}

/** A payment that was opened, as it is stored then. */
export async function anOpenPayment(world: ProviderWorld): Promise<Payment> {
  const payment = world.newPayment();
  const answer = await world.provider.open(payment, world.comeBack);
  if (answer.kind !== 'opened') throw new Error(`the checkout was not opened: ${answer.kind}`);
  const { action, reference, notificationToken } = answer;
  return {
    ...payment,
    action,
    providerReference: reference,
    notificationTokenHash:
      notificationToken && createHash('sha256').update(notificationToken).digest('hex'),
    version: 2,
  };
}

export const nobodyKnows = { kind: 'unknown', cause: expect.anything() };

/** What the provider says of the payment now, in one word. */
export async function stateOf(
  { provider }: ProviderWorld,
  payment: Payment,
  reference?: string,
): Promise<string> {
  const answer = await provider.status(payment, reference);
  return answer.kind === 'known' ? answer.now.state : answer.kind;
}

/** A payment whose money the provider has taken, as it is stored then. */
export async function aPaidPayment(world: ProviderWorld): Promise<Payment> {
  const payment = await anOpenPayment(world);
  await press(payment, 'pay');
  const answer = await world.provider.status(payment);
  if (answer.kind !== 'known' || answer.now.state !== 'paid')
    throw new Error(`the payment is not paid: ${JSON.stringify(answer)}`);
  const { amount, transaction } = answer.now;
  return {
    ...payment,
    status: 'completed',
    amountPaid: asAsked(payment, amount),
    providerTransaction: transaction,
  };
}

function asAsked({ amount }: Payment, came: AnyMoney): Money {
  if (currencyOf(came.currency) !== amount.currency) throw new Error(`${came.currency} was paid`);
  return money(came.minor, amount.currency);
}
