import { dayAt } from '#domain/calendar/day';
import { type DigestLetters, startOfHour } from '#domain/messages/admin-notes';
import type { Locale } from '#domain/money';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { adminDigest } from './templates/admin-digest.ts';

export type DigestLetterSettings = EnvelopeSettings & {
  admin: { address: string; locale: Locale };
  notesPerHour: number;
  /** IANA zone of the seller's clock times. */
  timeZone: string;
};

/** The mail that sums up an hour's payments for the admin. */
export function digestLetters(settings: DigestLetterSettings): DigestLetters {
  const { brand, admin, notesPerHour, timeZone } = settings;
  return {
    async digest(hour, notes) {
      const start = startOfHour(hour);
      const end = new Date(start.getTime() + 3_600_000);
      const letter = adminDigest({
        brand,
        locale: admin.locale,
        day: dayAt(start, timeZone),
        from: clockTime(start, timeZone),
        to: clockTime(end, timeZone),
        notesPerHour,
        notes,
      });
      const receiver = { address: admin.address, role: 'admin' as const };
      return { ...envelope(settings, receiver, `digest.${hour}`), ...letter };
    },
  };
}

/** `09:00` */
const clockTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
