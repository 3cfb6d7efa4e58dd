import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type MailConfiguration, senderIdentity } from '../mail-configuration.ts';

/**
 * What SES must verify before it sends mail: the shop's domain, with DKIM and its own MAIL FROM, or
 * a single address. Other stages send through it too, so deleting a stage does not delete it.
 *
 * The DNS records that a domain needs are outputs, each a line for a zone file.
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
