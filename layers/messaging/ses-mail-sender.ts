import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { MailMark, MailSender, OutgoingMail } from '#domain/messages/mail-sender';
import { composeMime } from './compose-mime.ts';
import { markTag } from './ses-event.ts';

/** SES tells what becomes of a mail by the events of its configuration set. */
export type ConfigurationSets = { customers: string; shop: string };

/**
 * Sends through Amazon SES. Safe to retry, since the message keeps its Message-ID. Throws the
 * errors of SES, so that the queue tries again.
 */
export class SesMailSender implements MailSender {
  private readonly client: SESClient;
  private readonly sets: ConfigurationSets;

  constructor(client: SESClient, sets: ConfigurationSets) {
    this.client = client;
    this.sets = sets;
  }

  async send(mail: OutgoingMail, { id, isToShop }: MailMark): Promise<void> {
    await this.client.send(
      new SendRawEmailCommand({
        RawMessage: { Data: await composeMime(mail) },
        ConfigurationSetName: isToShop ? this.sets.shop : this.sets.customers,
        Tags: [{ Name: markTag, Value: id }],
      }),
    );
  }
}
