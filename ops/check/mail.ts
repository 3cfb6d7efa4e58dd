import { freeMailDomains } from '../../lib/mail-configuration.ts';
import type { Sender } from '../target.ts';
import { type Finding, note, ok, unclear, wrong } from './finding.ts';

/** The look-ups that the check needs, as `node:dns/promises` has them. */
export type Dns = {
  resolveCname(name: string): Promise<string[]>;
  resolveMx(name: string): Promise<{ exchange: string; priority: number }[]>;
  /** Each text in its parts. */
  resolveTxt(name: string): Promise<string[][]>;
};

/**
 * Checks whether mailboxes will believe that mails come from the shop: what SES verified, and what
 * the public DNS says of DKIM, MAIL FROM with SPF, and DMARC. Large mailbox providers refuse mails of
 * senders without them since 2024.
 *
 * @param sender undefined where there is no AWS account.
 */
export async function checkMail(sender: Sender | undefined, dns: Dns): Promise<Finding[]> {
  if (!sender) return [note('mail', 'a local cloud sends none; use --stage to check an account')];
  const domain = sender.from.split('@').at(-1)!;
  if (freeMailDomains.has(domain))
    return [
      wrong(
        'mail sender',
        `${sender.from} is of a free mail service, whose DMARC makes mailboxes refuse what SES sends; set mail.from and mail.domain to your own domain`,
      ),
    ];
  const { dkim, mailFrom } = sender;
  if (!dkim || dkim.tokens.length === 0)
    return [
      wrong(
        'mail sender',
        `only the address ${sender.from} is verified, so mails are not signed as ${domain}; set mail.domain and deploy`,
      ),
      await dmarc(domain, dns),
    ];
  return [
    dkim.isVerified
      ? ok('DKIM at SES', `${domain} is verified`)
      : wrong('DKIM at SES', `${domain} is not verified yet; SES looks again within 72 hours`),
    ...(await Promise.all(dkim.tokens.map((token) => dkimRecord(domain, token, dns)))),
    ...(mailFrom
      ? await Promise.all([mailFromMx(mailFrom, sender.region, dns), spf(mailFrom, dns)])
      : [
          wrong(
            'MAIL FROM',
            `is amazonses.com, so SPF does not speak for ${domain}; deploy mail.domain`,
          ),
        ]),
    await dmarc(domain, dns),
  ];
}

async function dkimRecord(domain: string, token: string, dns: Dns): Promise<Finding> {
  const name = `${token}._domainkey.${domain}`;
  const wanted = `${token}.dkim.amazonses.com`;
  return compared('DKIM', { name, type: 'CNAME', wanted }, async () =>
    (await dns.resolveCname(name)).map(withoutDot),
  );
}

const mailFromMx = (name: string, region: string, dns: Dns): Promise<Finding> =>
  compared(
    'MAIL FROM',
    { name, type: 'MX', wanted: `10 feedback-smtp.${region}.amazonses.com` },
    async () =>
      (await dns.resolveMx(name)).map(
        ({ priority, exchange }) => `${priority} ${withoutDot(exchange)}`,
      ),
  );

const spf = (name: string, dns: Dns): Promise<Finding> =>
  compared(
    'SPF',
    { name, type: 'TXT', wanted: 'v=spf1 include:amazonses.com ~all' },
    async () => textsOf(await dns.resolveTxt(name)),
    (text) => /^v=spf1 .*\binclude:amazonses\.com\b/.test(text),
  );

async function dmarc(domain: string, dns: Dns): Promise<Finding> {
  const name = `_dmarc.${domain}`;
  const wanted = 'v=DMARC1; p=none';
  const isPolicy = (text: string) => /^v=DMARC1\s*;.*\bp=/.test(text);
  return compared(
    'DMARC',
    { name, type: 'TXT', wanted },
    async () => textsOf(await dns.resolveTxt(name)),
    isPolicy,
  );
}

type Wanted = { name: string; type: string; wanted: string };

/** Names what is there, what must be, and what to do. */
async function compared(
  about: string,
  { name, type, wanted }: Wanted,
  look: () => Promise<string[]>,
  isRight = (seen: string): boolean => seen === wanted,
): Promise<Finding> {
  try {
    const seen = await look();
    const right = seen.find(isRight);
    if (right !== undefined) return ok(about, `${name} ${type} ${right}`);
    return missing(about, { name, type, wanted }, seen.join(', '));
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code === 'ENOTFOUND' || code === 'ENODATA')
      return missing(about, { name, type, wanted }, 'nothing');
    return unclear(about, `${name} could not be looked up: ${code}`);
  }
}

const missing = (about: string, { name, type, wanted }: Wanted, seen: string): Finding =>
  wrong(about, `${name} ${type} is ${seen || 'nothing'}, must be ${wanted}; add it to your DNS`);

const textsOf = (texts: string[][]): string[] => texts.map((parts) => parts.join(''));

const withoutDot = (name: string): string => name.replace(/\.$/, '').toLowerCase();
