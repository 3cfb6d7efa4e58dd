import type { UsageLetters } from '#domain/messages/notify-of-usage';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { usageWarning } from './templates/usage-warning.ts';

/** The mails to a customer that nears or passes its plan's limit. */
export const usageLetters = (settings: EnvelopeSettings): UsageLetters => ({
  async usage({ event, customer, plan, largerPlan, ...news }) {
    const { brand } = settings;
    const { email, name, locale } = customer;
    const letter = usageWarning({
      ...news,
      brand,
      locale,
      customerName: name,
      planName: plan.name,
      largerPlanName: largerPlan?.name,
    });
    const receiver = { address: email, role: 'buyer' as const };
    return { ...envelope(settings, receiver, event.id), ...letter, replyTo: brand.supportEmail };
  },
});
