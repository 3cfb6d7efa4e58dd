import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailAttachment, OutgoingMail } from '#domain/messages/mail-sender';

/**
 * Writes a message as MIME bytes: text, HTML and attachments.
 *
 * No text can add a header or a recipient: line breaks in headers become spaces, and an address
 * field holds exactly one address. Reads nothing from disk or network.
 *
 * @throws TypeError when `from`, `to` or `replyTo` is not one address.
 */
export async function composeMime(mail: OutgoingMail): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: oneAddress(mail.from),
    to: oneAddress(mail.to),
    ...(mail.replyTo ? { replyTo: oneAddress(mail.replyTo) } : {}),
    subject: onOneLine(mail.subject),
    html: mail.html,
    text: mail.text,
    messageId: onOneLine(mail.messageId),
    date: mail.date,
    // RFC 3834: answering machines keep silent.
    headers: safeHeaders({ 'Auto-Submitted': 'auto-generated', ...mail.headers }),
    attachments: (mail.attachments ?? []).map(attachmentOf),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const onOneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** Splits `Name <address>` itself: a comma or bracket in a name must not add a recipient. */
function oneAddress(text: string): { name: string; address: string } {
  const line = onOneLine(text);
  const [, name = '', address = line] = /^(.*)<([^<>]*)>$/.exec(line) ?? [];
  const isOneAddress = /^[^\s<>,;:"@]+@[^\s<>,;:"@]+$/.test(address);
  if (!isOneAddress) throw new TypeError('An e-mail needs exactly one address in each field.');
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address };
}

function safeHeaders(headers: Record<string, string>): Record<string, string> {
  const lines = Object.entries(headers).map(([name, value]) => {
    if (!/^[A-Za-z0-9-]+$/.test(name)) throw new TypeError('A header has an impossible name.');
    return [name, onOneLine(value)];
  });
  return Object.fromEntries(lines);
}

const attachmentOf = ({ filename, contentType, content }: MailAttachment) => ({
  filename: onOneLine(filename),
  contentType: onOneLine(contentType),
  content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
});
