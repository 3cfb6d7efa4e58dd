import {
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import type { Sender } from '../target.ts';

/** What SES has verified of the domain of this address. */
export async function senderAt(ses: SESClient, from: string): Promise<Sender> {
  const domain = from.split('@').at(-1)!;
  const Identities = [domain];
  const [signing, envelope, region] = await Promise.all([
    ses.send(new GetIdentityDkimAttributesCommand({ Identities })),
    ses.send(new GetIdentityMailFromDomainAttributesCommand({ Identities })),
    ses.config.region(),
  ]);
  const dkim = signing.DkimAttributes?.[domain];
  const { MailFromDomain } = envelope.MailFromDomainAttributes?.[domain] ?? {};
  return {
    from,
    region,
    ...(dkim && {
      dkim: {
        isVerified: dkim.DkimVerificationStatus === 'Success',
        tokens: dkim.DkimTokens ?? [],
      },
    }),
    ...(MailFromDomain && { mailFrom: MailFromDomain }),
  };
}
