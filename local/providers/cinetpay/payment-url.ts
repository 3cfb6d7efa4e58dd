import type { CinetPayAccount } from './account.ts';
import type { CinetPayment } from './payment.ts';

/** The page where the payer decides, or the stand-in for the phone that asks for the PIN. */
export function pageUrl(account: CinetPayAccount, { generation, token }: CinetPayment): string {
  return `${account.baseUrl()}/${generation === 'v2' ? 'payment' : 'checkout'}/${token}`;
}
