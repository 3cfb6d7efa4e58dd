import { dayAt } from '#domain/calendar/day';
import { masked } from '#domain/members/mailbox';
import type { ActivationLetters } from '#domain/messages/notify-of-activation';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { activation } from './templates/activation.ts';
import { addressChange } from './templates/address-change.ts';

export type ActivationLetterSettings = EnvelopeSettings & {
  /** The page of the link. */
  activationUrl: (link: { locale: string }, token: string) => string;
};

/** The mail with the link, and the notice of it, in the customer's language. */
export const activationLetters = (settings: ActivationLetterSettings): ActivationLetters => ({
  async activation({ event, link, customer, token }) {
    const { brand, activationUrl } = settings;
    const { locale, timeZone, name } = customer;
    const letter = activation({
      brand,
      locale,
      purpose: link.purpose,
      customerName: name,
      expiryDate: dayAt(new Date(link.expiresAt), timeZone),
      activationUrl: activationUrl({ locale }, token),
    });
    const receiver = { address: link.email, role: 'buyer' as const };
    return { ...envelope(settings, receiver, event.id), ...letter, replyTo: brand.supportEmail };
  },

  async addressChange({ event, link, customer }, address) {
    const { brand } = settings;
    const { locale } = customer;
    const letter = addressChange({ brand, locale, newAddress: masked(link.email) });
    const receiver = { address, role: 'buyer' as const };
    const sent = envelope(settings, receiver, `${event.id}-notice`);
    return { ...sent, ...letter, replyTo: brand.supportEmail };
  },
});
