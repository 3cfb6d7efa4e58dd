import * as z from 'zod';
import { locales } from '#vocabulary/locales';
import type { Settings } from '#vocabulary/settings';
import type { Stage } from '#vocabulary/stages';
import { email } from './email.ts';

const hostName =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

const belongsTo = (address: string, domain: string): boolean =>
  address.toLowerCase().endsWith(`@${domain}`);

/** Who sends and receives the shop's mails, and what SES must verify before the first one. */
export const mailConfiguration = z
  .strictObject({
    from: email.describe('the sender’s address; confirmed once with SES'),
    domain: z
      .string()
      .regex(hostName, 'a domain in small letters: shop.example')
      .optional()
      .describe(
        'the domain of `from`, if it is your own: mails are then signed with it, as DMARC requires. Without it the single address is confirmed',
      ),
    /**
     * An account can hold an identity only once, whatever the number of stages: one stage creates
     * it, the others use it. By default prod creates it.
     */
    identity: z
      .enum(['create', 'existing'])
      .optional()
      .describe(
        'whether this stage creates the sender’s identity in SES; by default prod creates it and the others use it',
      ),
    admin: email.describe('gets a note of each payment, and the alarms'),
    adminLocale: z.enum(locales).default('fr').describe('the language of these notes'),
    // No more than one write unit can store.
    adminNotesPerHour: z
      .int()
      .min(0)
      .max(30)
      .default(30)
      .describe(
        'how many notes of new payments are sent separately in an hour; all others are [one mail](decisions/0029-a-digest-above-so-many-notes.md) after the hour. Mails about refunds, disputes and tasks are sent at once',
      ),
  })
  .refine(
    ({ from, domain }) => domain === undefined || belongsTo(from, domain),
    'the address mail.from must end in @ and mail.domain',
  );

export type MailConfiguration = z.infer<typeof mailConfiguration>;

export const adminOf = ({
  admin,
  adminLocale,
  adminNotesPerHour,
}: MailConfiguration): Settings['MAIL_ADMIN'] => ({
  address: admin,
  locale: adminLocale,
  notesPerHour: adminNotesPerHour,
});

/**
 * The names of the configuration sets of a stage: mails to customers, and notes to the shop. Known in
 * advance, so that the sending function names them without reading another stack's outputs.
 */
export const mailConfigurationSets = (stage: Stage): Settings['MAIL_CONFIGURATION_SETS'] => ({
  customers: `peage-${stage}-customers`,
  shop: `peage-${stage}-shop`,
});

/** The identity that SES must verify: the shop's domain if it has one, else the single address. */
export const senderIdentity = ({ from, domain }: MailConfiguration): string => domain ?? from;

export const createsIdentity = (stage: Stage, { identity }: MailConfiguration): boolean =>
  (identity ?? (stage === 'prod' ? 'create' : 'existing')) === 'create';

/** Mail services for everybody: their DMARC makes mailboxes refuse what others send in their name. */
export const freeMailDomains: ReadonlySet<string> = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'outlook.fr', 'hotmail.com', 'hotmail.fr'],
  ...['live.com', 'live.fr', 'msn.com', 'yahoo.com', 'yahoo.fr', 'ymail.com', 'icloud.com'],
  ...['me.com', 'aol.com', 'gmx.com', 'gmx.fr', 'gmx.de', 'proton.me', 'protonmail.com'],
  ...['orange.fr', 'wanadoo.fr', 'free.fr', 'sfr.fr', 'laposte.net', 'bbox.fr'],
]);

/**
 * Checks that a live shop sends as a domain of its own, since its invoices would not arrive.
 *
 * @throws Error that names the domain.
 */
export function demandOwnDomain(stage: Stage, { from }: MailConfiguration): void {
  const domain = from.split('@').at(-1)!.toLowerCase();
  if (stage === 'prod' && freeMailDomains.has(domain))
    throw new Error(
      `mail.from is an address of ${domain}, which tells mailboxes to refuse mails that SES sends: use an address of your own domain, and set mail.domain.`,
    );
}

/**
 * Checks that at most one stage of the account creates an identity. With two, the second could not
 * be deployed, and deleting either would take the sender from the other.
 *
 * @throws Error that names the stages.
 */
export function demandOneCreator(mails: readonly [Stage, MailConfiguration][]): void {
  const creators = mails.filter(([stage, mail]) => createsIdentity(stage, mail));
  const byIdentity = Map.groupBy(creators, ([, mail]) => senderIdentity(mail));
  for (const [identity, stages] of byIdentity)
    if (stages.length > 1)
      throw new Error(
        `The stages ${stages.map(([stage]) => stage).join(' and ')} would both create the SES identity ${identity}: ` +
          'set mail.identity to "existing" in all but one of them.',
      );
}
