import type { EndpointLetters } from '#domain/messages/notify-of-endpoint';
import type { Locale } from '#domain/money';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { endpointNews } from './templates/endpoint-news.ts';

export type EndpointLetterSettings = EnvelopeSettings & {
  admin: { address: string; locale: Locale };
  /** IANA zone of the seller's clock times. */
  timeZone: string;
};

/** The mails about endpoints for webhooks that fail. */
export const endpointLetters = (settings: EndpointLetterSettings): EndpointLetters => ({
  endpointNews: async (endpoint, event) => {
    const { brand, admin, timeZone } = settings;
    const letter = endpointNews({ brand, timeZone, locale: admin.locale, endpoint, event });
    const receiver = { address: admin.address, role: 'admin' as const };
    return { ...envelope(settings, receiver, event.id), ...letter };
  },
});
