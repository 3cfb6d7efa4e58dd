import * as z from 'zod';
import { locales } from '#vocabulary/locales';
import type { Stage } from '#vocabulary/stages';
import { email } from './email.ts';

const hostName =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

const belongsTo = (address: string, domain: string): boolean =>
  address.toLowerCase().endsWith(`@${domain}`);

/** Who sends mails and who is told; what SES must have verified before the first one leaves. */
export const mailConfiguration = z
  .strictObject({
    from: email,
    /** The shop's own domain: with it mails are signed in its name, which DMARC asks for. */
    domain: z.string().regex(hostName, 'a domain in small letters: shop.example').optional(),
    /**
     * An account has one identity of a name, whatever the stages: one stage creates it, the others
     * use it. Left out, prod creates it.
     */
    identity: z.enum(['create', 'existing']).optional(),
    admin: email,
    adminLocale: z.enum(locales).default('fr'),
    /**
     * Notes of new payments that go out on their own in an hour; the others are one digest. No more
     * than one write unit can remember.
     */
    adminNotesPerHour: z.int().min(0).max(30).default(30),
  })
  .refine(
    ({ from, domain }) => domain === undefined || belongsTo(from, domain),
    'the address mail.from must end in @ and mail.domain',
  );

export type MailConfiguration = z.infer<typeof mailConfiguration>;

/** Who is told, in which language, and how many notes an hour one by one. */
export const adminOf = ({ admin, adminLocale, adminNotesPerHour }: MailConfiguration) => ({
  address: admin,
  locale: adminLocale,
  notesPerHour: adminNotesPerHour,
});

/** What SES must have verified: the domain where the shop has one, else the single address. */
export const senderIdentity = ({ from, domain }: MailConfiguration): string => domain ?? from;

export const createsIdentity = (stage: Stage, { identity }: MailConfiguration): boolean =>
  (identity ?? (stage === 'prod' ? 'create' : 'existing')) === 'create';

/**
 * Two stages of one account cannot create one identity: the second would not deploy, and deleting
 * either would take the sender from the other.
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
