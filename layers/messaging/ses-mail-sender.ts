import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { MailSender, OutgoingMail } from '#domain/messages/mail-sender';
import { composeMime } from './compose-mime.ts';

/**
 * Sends through Amazon SES. Safe to retry, since the message keeps its Message-ID. Throws the
 * errors of SES, so that the queue tries again.
 */
export class SesMailSender implements MailSender {
  private readonly client: SESClient;

  constructor(client: SESClient) {
    this.client = client;
  }

  async send(mail: OutgoingMail): Promise<void> {
    await this.client.send(
      new SendRawEmailCommand({ RawMessage: { Data: await composeMime(mail) } }),
    );
  }
}
