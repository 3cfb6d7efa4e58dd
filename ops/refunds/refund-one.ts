import { UnclearAnswer } from '../api.ts';
import { moneyText } from '../money-text.ts';
import type { ExitCode, Operator } from '../operator.ts';
import { requestRefund } from './carry-out.ts';
import type { Answered } from './journal.ts';
import { paymentsOfOrders } from './payments.ts';
import { theOnlyOne } from './plan.ts';
import type { Row } from './rows.ts';

export type OneRefund = Pick<Row, 'names' | 'amount' | 'reason' | 'note'> & {
  /** The key of an earlier attempt whose answer was unclear. */
  idempotencyKey?: string;
};

/**
 * Refunds one payment.
 *
 * @throws ApiRefusal when nothing was refunded.
 */
export async function refundOne(operator: Operator, command: OneRefund): Promise<ExitCode> {
  const { api, say, randomKey } = operator;
  const paymentId = await paymentIdOf(operator, command);
  const idempotencyKey = command.idempotencyKey ?? randomKey();
  try {
    const answer = await requestRefund(api, paymentId, { ...command, idempotencyKey });
    say(sentenceOf(answer));
    return answer.status === 'failed' ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UnclearAnswer)) throw error;
    say(`${error.message}: it is unknown whether ${paymentId} was refunded.`);
    say(`Run the same command again with --key ${idempotencyKey}: it refunds nothing twice.`);
    return 1;
  }
}

async function paymentIdOf({ api }: Operator, { names }: OneRefund): Promise<string> {
  switch (names.kind) {
    case 'payment':
      return names.id;
    case 'order': {
      const found = await paymentsOfOrders(api, new Set([names.id]));
      const payment = theOnlyOne(names.id, found.get(names.id) ?? []);
      if (typeof payment === 'string') throw new Error(payment);
      return payment.id;
    }
  }
}

const words: Record<Answered['status'], string> = {
  succeeded: 'refunded',
  pending: 'pending',
  manual: 'to be refunded by hand (see tasks)',
  failed: 'REFUSED by the provider',
};

/** `pay_…: 468.00 EUR refunded (ref_…)` */
const sentenceOf = ({ paymentId, refundId, status, amount, currency }: Answered): string =>
  `${paymentId}: ${moneyText(amount, currency)} ${words[status]} (${refundId})`;
