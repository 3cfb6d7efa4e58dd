import type { ProviderState } from '#domain/payments/payment-provider';

/** The fields of an answer, each to be looked at before it is believed. */
export type Fields = Record<string, unknown>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** The backend's `{ error: { code, message } }`; undefined when somebody else answered for it. */
export function errorIn(body: unknown): { code: string; message: string } | undefined {
  const { code, message } = fieldsOf(fieldsOf(body).error);
  if (typeof code !== 'string' || code === '') return undefined;
  return { code, message: typeof message === 'string' ? message : 'The payment was refused.' };
}

/** What the backend says of a payment, and which payment of ours it says that of. */
export type Told = { paymentId: string; now: ProviderState };

/** Undefined when the answer does not say enough to be believed: nobody knows then. */
export function toldIn(body: unknown): Told | undefined {
  const answer = fieldsOf(body);
  const { status, reference } = answer;
  if (typeof status !== 'string' || typeof reference !== 'string') return undefined;
  const now = stateOf(status, answer);
  return now && { paymentId: reference, now };
}

/** A status that the backend invents next year is no end: the payment stays pending. */
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

/** Money is a whole number of minor units, or it is not known how much came. */
function paid({ amount, currency, external_payment_id }: Fields): ProviderState | undefined {
  const isExact = Number.isSafeInteger(amount) && (amount as number) >= 0;
  if (!isExact || typeof currency !== 'string' || currency === '') return undefined;
  return {
    state: 'paid',
    amount: { minor: amount as number, currency },
    ...(typeof external_payment_id === 'string' && { transaction: external_payment_id }),
  };
}
