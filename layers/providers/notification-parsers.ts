import type { ParsedNotification } from '#domain/payments/notification';
import type { ProviderName } from '#domain/payments/payment';
import { type ReceivedNotification, textOf } from '#domain/payments/received-notification';
import { parseCinetPayNotification } from './cinetpay/notification.ts';
import { parseExternalNotification } from './external/notification.ts';
import { parsePayPalNotification } from './paypal/notification.ts';
import { parseStripeNotification } from './stripe/notification.ts';

type Parse = (received: ReceivedNotification) => ParsedNotification;

const parsers: Record<ProviderName, Parse> = {
  stripe: (received) => parseStripeNotification(textOf(received)),
  paypal: (received) => parsePayPalNotification(textOf(received)),
  cinetpay: (received) => parseCinetPayNotification(textOf(received)),
  external: (received) => parseExternalNotification(textOf(received), received.headers),
};

/** Reads any provider's notification that has been verified. */
export const parseNotification: Parse = (received) => parsers[received.provider](received);
