import { dayMs } from '#domain/calendar/day';
import { dayOf, type ReceivedNotification } from '#domain/inbox/received-notification';
import type { ParsedNotification } from '#domain/payments/notification';
import type { ProviderName } from '#domain/payments/payment';
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

/** The body as text; invalid UTF-8 becomes U+FFFD. */
const textOf = ({ rawBody, encoding }: ReceivedNotification): string =>
  encoding === 'base64' ? Buffer.from(rawBody, 'base64').toString('utf8') : rawBody;

/**
 * Parses any provider's verified notification. Undefined when it lacks the provider's form: not
 * JSON, not an object, without id, type or time. Parsers may throw for those; ids in a readable one
 * that cannot be the provider's or ours are dropped.
 */
export function parseNotification(received: ReceivedNotification): ParsedNotification | undefined {
  const parsed = readOrNothing(received);
  if (!parsed || !isName(parsed.eventId) || !isName(parsed.eventType)) return undefined;
  const { paymentId, reference, transaction } = parsed;
  return {
    ...parsed,
    occurredAt: plausibleTime(parsed.occurredAt, received.receivedAt),
    paymentId: isName(paymentId) && /^pay_\w+$/.test(paymentId) ? paymentId : undefined,
    reference: isName(reference) ? reference : undefined,
    transaction: isName(transaction) ? transaction : undefined,
  };
}

function readOrNothing(received: ReceivedNotification): ParsedNotification | undefined {
  try {
    return parsers[received.provider](received);
  } catch {
    return undefined;
  }
}

/** Ids become keys of the table; no provider has longer ones. */
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 255;

/** The inbox lists ninety days: a time outside of them would hide the notification. */
function plausibleTime(occurredAt: string, receivedAt: string): string {
  const sinceMs = Date.parse(receivedAt) - Date.parse(occurredAt);
  const isPlausible = sinceMs >= -dayMs && sinceMs < 89 * dayMs;
  return isPlausible ? occurredAt : dayOf(receivedAt);
}
