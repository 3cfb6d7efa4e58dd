import { type AuditContext, type AuditEntry, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Invoice, InvoiceStore } from '../invoices/invoice-store.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { stateOf } from './fate.ts';
import { isToShop, type MailKey, mailKeyOf, type StoredMessage } from './message.ts';
import { MailboxSuppressedError, MessageNotResendableError } from './message-errors.ts';
import type { FateStore, ResentMessage } from './message-store.ts';
import { goesAllTheSame, lifted, suppressionOf } from './suppression.ts';

export type ResendMessageDeps = {
  fates: Pick<FateStore, 'find' | 'standing' | 'resend'>;
  invoices: Pick<InvoiceStore, 'find'>;
  pause: Pause;
};

export type ResendMessageWish = {
  /** `msg_…` */
  id: string;
  /** Somebody knows that the mailbox takes mails again. */
  liftsSuppression: boolean;
};

/** Events whose mails are about a document that is stored, and can be written again. */
const resendable: readonly string[] = [
  'invoice.issued',
  'invoice.paid',
  'invoice.resent',
  'invoice.reminded',
  'credit_note.issued',
  'refund.repeated',
];

/**
 * Sends a mail again that did not arrive, to the address that the customer has now. A delivered
 * invoice is not mailed a second time: that takes a copy which says that it is one
 * (BOI-TVA-DECLA-30-20-20-10).
 *
 * @throws NotFoundError when there is no such mail.
 * @throws MessageNotResendableError for a delivered mail, and for one about something else.
 * @throws MailboxSuppressedError while the mailbox takes no mails.
 */
export async function resendMessage(
  deps: ResendMessageDeps,
  by: AuditContext,
  { id, liftsSuppression }: ResendMessageWish,
): Promise<ResentMessage['event']> {
  const key = mailKeyOf(id);
  const message = key && (await deps.fates.find(key));
  if (!key || !message?.mails[key.name]) throw new NotFoundError('message');
  const invoice = await documentOf(deps, key, message);
  const address = addressOf(invoice, message);
  const event = resentEvent(by, id, message);
  const audit = resentEntry(by, id, liftsSuppression);
  return untilSaved(
    { attemptsMax: 8, busy: 'the mailbox is busy', pause: deps.pause },
    async () => {
      const before = await deps.fates.standing(address);
      const suppression = suppressionOf(before.standing, by.now);
      const isHeld = suppression !== undefined && !goesAllTheSame(suppression, message.cause.type);
      if (isHeld && !liftsSuppression) throw new MailboxSuppressedError();
      const lifting = isHeld
        ? { address, before, after: lifted(before.standing, by.now.toISOString()) }
        : undefined;
      return (await deps.fates.resend({ event, audit, lifting })) ? event : overtaken;
    },
  );
}

async function documentOf(
  { invoices }: ResendMessageDeps,
  key: MailKey,
  { cause, subject, mails, facts }: StoredMessage,
): Promise<Invoice> {
  const isDelivered = stateOf(mails[key.name]!, facts[key.name] ?? {}) === 'delivered';
  const isOfDocument = resendable.includes(cause.type) && subject.invoiceId !== undefined;
  if (isToShop(key) || isDelivered || !isOfDocument) throw new MessageNotResendableError();
  const invoice = await invoices.find(subject.invoiceId!);
  if (!invoice) throw new NotFoundError('message');
  return invoice;
}

/** A copy may have gone to another address than the customer's own. */
function addressOf({ content, history = [] }: Invoice, { cause }: StoredMessage): string {
  const entry = history.find(({ at, kind }) => kind === 'resent' && at === cause.data.entryAt);
  return entry?.to ?? content.customer.email;
}

const resentEvent = (
  { now, randomBytes, requestId }: AuditContext,
  messageId: string,
  { subject }: StoredMessage,
): ResentMessage['event'] => ({
  id: newId('evt', now, randomBytes(10)),
  type: 'message.resent',
  occurredAt: now.toISOString(),
  requestId,
  data: { messageId, ...subject },
});

const resentEntry = (by: AuditContext, messageId: string, liftsSuppression: boolean): AuditEntry =>
  auditEntry(by, {
    action: 'message.resent',
    subject: messageId,
    before: null,
    after: liftsSuppression ? { liftsSuppression } : null,
  });
