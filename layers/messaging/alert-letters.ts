import type { AlertLetters } from '#domain/messages/notify-of-alert';
import type { Locale } from '#domain/money';
import { explain } from '#domain/monitoring/explain-alert';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { alertNews } from './templates/alert-news.ts';

export type AlertLetterSettings = EnvelopeSettings & {
  admin: { address: string; locale: Locale };
  /** IANA zone of the seller's clock times. */
  timeZone: string;
};

/** The mails about what is wrong with the shop, to its own people. */
export const alertLetters = (settings: AlertLetterSettings): AlertLetters => ({
  alertNews: async ({ event, alert }, { address, name }) => {
    const { brand, admin, timeZone } = settings;
    const { impact, over, runbook } = explain(alert);
    const letter = alertNews({
      ...{ brand, alert, runbook, timeZone, locale: admin.locale },
      impact: impact[admin.locale],
      over: over?.[admin.locale],
      because: event.data.because,
    });
    const receiver = { address, role: 'admin' as const };
    return { ...envelope(settings, receiver, `${event.id}.${name}`), ...letter };
  },
});
