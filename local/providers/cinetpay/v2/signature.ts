import { createHmac } from 'node:crypto';

/** The fields of a notification, in the order in which the token signs them. */
export const signedFields = [
  'cpm_site_id',
  'cpm_trans_id',
  'cpm_trans_date',
  'cpm_amount',
  'cpm_currency',
  'signature',
  'payment_method',
  'cel_phone_num',
  'cpm_phone_prefixe',
  'cpm_language',
  'cpm_version',
  'cpm_payment_config',
  'cpm_page_action',
  'cpm_custom',
  'cpm_designation',
  'cpm_error_message',
] as const;

export type NotificationFields = Record<(typeof signedFields)[number], string>;

/** The `x-token` header: HMAC-SHA256 in hex over all values, one behind the other. */
export function signFields(fields: NotificationFields, secretKey: string): string {
  const values = signedFields.map((name) => fields[name]).join('');
  return createHmac('sha256', secretKey).update(values, 'utf8').digest('hex');
}
