import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls } from '#domain/payments/payment-provider';
import { lineWithin } from '../text-limit.ts';
import { namesOf, phoneOf, plainText } from './buyer-fields.ts';
import { cinetPayTextLimits as limits } from './text-limits.ts';

/**
 * The body of `POST /v2/payment` (docs.cinetpay.com/api/1.0-fr/checkout/initialisation). Its only
 * return address receives browsers that have paid and those that have not; only the provider knows
 * which.
 */
export const v2Request = (payment: Payment, comeBack: ComeBackUrls, transactionId: string) => ({
  transaction_id: transactionId,
  amount: payment.amount.minor,
  currency: payment.amount.currency,
  description: plainText(payment.description),
  notify_url: comeBack.notify,
  return_url: comeBack.success,
  channels: payment.method === 'mobile_money' ? 'MOBILE_MONEY' : 'ALL',
  lang: payment.locale,
  metadata: metadataOf(payment),
  ...customerOf(payment),
});

function customerOf({ buyer }: Payment) {
  const { first, last } = namesOf(buyer);
  return {
    // The family name is `name`, the given one `surname`.
    customer_name: last,
    customer_surname: first,
    customer_email: buyer.email,
    customer_phone_number: phoneOf(buyer),
    ...(buyer.address && {
      customer_address: lineWithin(
        [buyer.address.street, buyer.address.street2].filter(Boolean).join(', '),
        limits.address,
      ),
      customer_city: lineWithin(buyer.address.city, limits.city),
      customer_country: buyer.address.country,
      customer_zip_code: lineWithin(buyer.address.postalCode ?? '', limits.postalCode),
    }),
  };
}

/** The limit is undocumented. */
const metadataLengthMax = 500;

/** Cloudflare takes JSON here for an attack; the vendor recommends base64. */
function metadataOf({ metadata }: Payment): string | undefined {
  if (Object.keys(metadata).length === 0) return undefined;
  const text = Buffer.from(JSON.stringify(metadata)).toString('base64url');
  return text.length <= metadataLengthMax ? text : undefined;
}
