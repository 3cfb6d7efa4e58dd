import type * as z from 'zod/mini';
import { stateOf } from '#domain/messages/fate';
import { messageId, type StoredMessage } from '#domain/messages/message';
import type { messageView } from './mails.ts';

export const viewMessage = ({
  owner,
  eventId,
  cause,
  subject,
  mails,
  facts,
  allSentAt,
}: StoredMessage): z.infer<typeof messageView> => ({
  cause: cause.type,
  occurredAt: cause.occurredAt,
  sentAt: allSentAt ?? null,
  customerId: subject.customerId ?? null,
  paymentId: subject.paymentId ?? null,
  invoiceId: subject.invoiceId ?? null,
  mails: Object.entries(mails).map(([name, mail]) => {
    const told = facts[name] ?? {};
    const state = stateOf(mail, told);
    const fact = state === 'sent' || state === 'suppressed' ? undefined : told[state];
    return {
      id: messageId({ owner, eventId, name }),
      recipient: name,
      to: mail.to,
      state,
      detail: fact?.detail ?? mail.held ?? null,
      at: fact?.at ?? null,
    };
  }),
});
