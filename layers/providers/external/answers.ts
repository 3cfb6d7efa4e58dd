import type { ProviderState } from '#domain/payments/payment-provider';

/** The fields of an answer, each checked before it is used. */
export type Fields = Record<string, unknown>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** The backend's `{ error: { code, message } }`; undefined when something else answered for it. */
export function errorIn(body: unknown): { code: string; message: string } | undefined {
  const { code, message } = fieldsOf(fieldsOf(body).error);
  if (typeof code !== 'string' || code === '') return undefined;
  return { code, message: typeof message === 'string' ? message : 'The payment was refused.' };
}

/** The backend's state of a payment, and our id of that payment. */
export type Report = { paymentId: string; now: ProviderState };

/** Undefined when the answer lacks what is needed to trust it: the state is then unknown. */
export function reportIn(body: unknown): Report | undefined {
  const answer = fieldsOf(body);
  const { status, reference } = answer;
  if (typeof status !== 'string' || typeof reference !== 'string') return undefined;
  const now = stateOf(status, answer);
  return now && { paymentId: reference, now };
}

/** An unknown new status does not end a payment: it stays pending. */
function stateOf(status: string, answer: Fields): ProviderState | undefined {
  switch (status) {
    case 'processing':
      return { state: 'processing' };
    case 'succeeded':
      return paid(answer);
    case 'failed':
      return {
        state: 'failed',
        code: 'payment_failed',
        message: 'The payment was refused.',
        decline: { code: 'declined' },
      };
    case 'cancelled':
      return { state: 'cancelled' };
    case 'expired':
      return { state: 'expired' };
    default:
      return { state: 'pending' };
  }
}

/** Money must be a whole number of minor units; otherwise the received amount is unknown. */
function paid({ amount, currency, external_payment_id }: Fields): ProviderState | undefined {
  const isExact = Number.isSafeInteger(amount) && (amount as number) >= 0;
  if (!isExact || typeof currency !== 'string' || currency === '') return undefined;
  return {
    state: 'paid',
    amount: { minor: amount as number, currency },
    ...(typeof external_payment_id === 'string' && { transaction: external_payment_id }),
  };
}
