import type { MailSender } from '../messages/mail-sender.ts';
import type { NoteTrouble } from './trouble.ts';

/** Notes each mail that the mail service does not take, of links to open an account apart. */
export function notingMails(mails: MailSender, noteTrouble: NoteTrouble) {
  const notedAs = (dimension: 'activation' | 'all'): MailSender => ({
    send: (...mail) =>
      mails.send(...mail).catch(async (error: unknown) => {
        await noteTrouble({ kind: 'mail_failed', dimension });
        throw error;
      }),
  });
  return { mails: notedAs('all'), activationMails: notedAs('activation') };
}
