import type { RejectionLetters } from '#domain/messages/notify-of-rejection';
import type { Locale } from '#domain/money';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { documentRejected } from './templates/document-rejected.ts';

export type RejectionLetterSettings = EnvelopeSettings & {
  admin: { address: string; locale: Locale };
};

/** The mails about documents that the invoicing platform does not take. */
export const rejectionLetters = (settings: RejectionLetterSettings): RejectionLetters => ({
  documentRejected: async ({ id, content }, { code, reason }) => {
    const { brand, admin } = settings;
    const letter = documentRejected({
      ...{ brand, code, reason, locale: admin.locale, number: content.number },
      isCreditNote: content.kind === 'credit_note',
      customerName: content.customer.name,
    });
    const receiver = { address: admin.address, role: 'admin' as const };
    return { ...envelope(settings, receiver, id), ...letter };
  },
});
