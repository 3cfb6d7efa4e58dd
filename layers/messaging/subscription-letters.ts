import { dayAt } from '#domain/calendar/day';
import type { SubscriptionLetters } from '#domain/messages/notify-of-subscription';
import { money } from '#domain/money';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { subscriptionNews } from './templates/subscription-news.ts';

/** The mails about a customer's plan, in the customer's language and time zone. */
export const subscriptionLetters = (settings: EnvelopeSettings): SubscriptionLetters => ({
  async subscription({ fact, event, customer, plan, currentPeriodEnd }) {
    const { brand } = settings;
    const { email, name, locale, timeZone, subscription } = customer;
    const currency = subscription?.currency;
    const price = currency && plan.pricePerMonth[currency];
    const letter = subscriptionNews({
      brand,
      locale,
      fact,
      customerName: name,
      planName: plan.name,
      endDate: dayAt(new Date(currentPeriodEnd), timeZone),
      price: currency && price !== undefined ? money(price, currency) : undefined,
    });
    const receiver = { address: email, role: 'buyer' as const };
    return { ...envelope(settings, receiver, event.id), ...letter, replyTo: brand.supportEmail };
  },
});
