import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type MailConfiguration, senderIdentity } from '../mail-configuration.ts';

/**
 * What SES must verify before mails leave: the shop's domain, with DKIM and a MAIL FROM of its own,
 * or the single address. Other stages send by it too, so no stage's end takes it away.
 *
 * The records that a domain needs in its DNS are outputs, each a line for a zone file.
 */
export class MailIdentity extends Construct {
  constructor(scope: Construct, id: string, mail: MailConfiguration) {
    super(scope, id);
    const { domain } = mail;
    const mailFromDomain = domain && `bounce.${domain}`;
    const identity = new ses.EmailIdentity(this, 'Identity', {
      identity: domain ? ses.Identity.domain(domain) : ses.Identity.email(senderIdentity(mail)),
      mailFromDomain,
    });
    identity.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    if (!mailFromDomain) return;
    const { region } = Stack.of(this);
    const records = [
      ...identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
      `${mailFromDomain} MX 10 feedback-smtp.${region}.amazonses.com`,
      `${mailFromDomain} TXT "v=spf1 include:amazonses.com ~all"`,
    ];
    for (const [position, value] of records.entries())
      new CfnOutput(Stack.of(this), `MailDns${position + 1}`, { value });
  }
}
