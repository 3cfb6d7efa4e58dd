import { randomBytes } from 'node:crypto';
import type { Forgery } from '../../deliverer.ts';
import type { V2Keys } from '../account.ts';
import type { CinetPayment } from '../payment.ts';
import { messages, standingOf, writeTime } from './codes.ts';
import { type NotificationFields, signFields } from './signature.ts';

const staleMs = 600_000;

/**
 * The form that notifies the shop of a payment's current state. Its token contains no time, so an
 * old one stays valid: only the transaction's date is older.
 */
export function v2Message(payment: CinetPayment, keys: V2Keys, now: Date) {
  const fields = fieldsOf(payment, keys.siteId, now);
  return {
    type: standingOf(payment).status,
    data: fields,
    sign: (forgery?: Forgery) => {
      const oldDate = writeTime(new Date(now.getTime() - staleMs));
      const sent = forgery === 'stale' ? { ...fields, cpm_trans_date: oldDate } : fields;
      const secret = forgery === 'wrongSecret' ? 'secret_of_somebody_else' : keys.secretKey;
      return {
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'CinetPay',
          'x-token': signFields(sent, secret),
        },
        body: new URLSearchParams(sent).toString(),
      };
    },
  };
}

function fieldsOf(payment: CinetPayment, siteId: string, now: Date): NotificationFields {
  const { amount, currency } = payment.paid ?? payment.asked;
  const { prefix, number } = splitNumber(payment.payer.phone);
  return {
    cpm_site_id: siteId,
    cpm_trans_id: payment.reference,
    cpm_trans_date: writeTime(now),
    cpm_amount: String(amount),
    cpm_currency: currency,
    signature: randomBytes(32).toString('hex'),
    payment_method: payment.method,
    cel_phone_num: number,
    cpm_phone_prefixe: prefix,
    cpm_language: payment.language ?? 'fr',
    cpm_version: 'V4',
    cpm_payment_config: 'SINGLE',
    cpm_page_action: 'PAYMENT',
    cpm_custom: payment.custom,
    cpm_designation: payment.description,
    cpm_error_message: messages[standingOf(payment).code],
  };
}

/** Numbers of the region: three digits of country, then the subscriber's own. */
function splitNumber(phone: string): { prefix: string; number: string } {
  const [, prefix = '225', number = '0707000000'] = /^\+?(2\d\d)(\d{7,12})$/.exec(phone) ?? [];
  return { prefix, number };
}
