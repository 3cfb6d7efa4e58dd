import { writtenDate } from '#domain/calendar/written';
import { ofName } from '#domain/elision';
import type { Locale } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type ActivationInput = {
  brand: Brand;
  locale: Locale;
  /**
   * `customer`: a guest who has bought; `member`: somebody whom a customer invited; `email`: a member
   * who wants to sign in with this address.
   */
  purpose: 'customer' | 'member' | 'email';
  /** The guest, or the customer who invites. */
  customerName: string;
  /** Calendar day in the customer's zone, `YYYY-MM-DD`. */
  expiryDate: string;
  activationUrl: string;
};

/** Brings the link that sets a password. It holds nothing that was bought: anybody may read on. */
export function activation(input: ActivationInput): Message {
  const { brand, locale, purpose, customerName, activationUrl } = input;
  const words = wordsIn[locale];
  const date = writtenDate(input.expiryDate, locale);
  const { subject, heading, sentences } = words.about[purpose](brand.name, customerName);
  const isForPassword = purpose !== 'email';
  return composeLetter({
    brand,
    locale,
    subject,
    preheader: sentences[0]!,
    heading,
    paragraphs: [
      ...sentences,
      words.once(date),
      isForPassword ? words.notYou : words.notYourChange,
    ],
    facts: [],
    action: { label: isForPassword ? words.choose : words.confirm, url: activationUrl },
    closing: words.closing(brand.supportEmail),
  });
}

type About = (
  brand: string,
  name: string,
) => { subject: string; heading: string; sentences: string[] };

type Words = {
  about: Record<ActivationInput['purpose'], About>;
  once: (date: string) => string;
  notYou: string;
  notYourChange: string;
  choose: string;
  confirm: string;
  closing: (email: string) => string;
};

const french: Words = {
  about: {
    customer: (brand, name) => ({
      subject: `Votre compte ${brand}`,
      heading: 'Votre compte vous attend',
      sentences: [
        `Bonjour ${name},`,
        'Choisissez un mot de passe pour retrouver vos commandes et vos factures.',
      ],
    }),
    member: (brand, name) => ({
      subject: `Invitation ${ofName(name)} sur ${brand}`,
      heading: 'Vous êtes invité',
      sentences: [
        `${name} vous invite sur ${brand}.`,
        'Choisissez un mot de passe pour vous connecter.',
      ],
    }),
    email: (brand) => ({
      subject: `Votre nouvelle adresse ${brand}`,
      heading: 'Confirmez votre nouvelle adresse',
      sentences: [
        `Vous voulez vous connecter à ${brand} avec cette adresse.`,
        'Votre mot de passe reste le même.',
      ],
    }),
  },
  once: (date) => `Le lien sert une seule fois, jusqu’au ${date}.`,
  notYou:
    'Si vous n’attendiez pas ce message, ne faites rien\u00a0: sans le lien, rien n’est créé.',
  notYourChange:
    'Si vous n’attendiez pas ce message, ne faites rien\u00a0: sans le lien, rien ne change.',
  choose: 'Choisir mon mot de passe',
  confirm: 'Confirmer cette adresse',
  closing: (email) => `Une question\u00a0? Écrivez-nous à ${email}.`,
};

const english: Words = {
  about: {
    customer: (brand, name) => ({
      subject: `Your ${brand} account`,
      heading: 'Your account is waiting',
      sentences: [`Hello ${name},`, 'Choose a password to find your orders and invoices again.'],
    }),
    member: (brand, name) => ({
      subject: `Invitation of ${name} to ${brand}`,
      heading: 'You are invited',
      sentences: [`${name} invites you to ${brand}.`, 'Choose a password to sign in.'],
    }),
    email: (brand) => ({
      subject: `Your new ${brand} address`,
      heading: 'Confirm your new address',
      sentences: [
        `You want to sign in to ${brand} with this address.`,
        'Your password stays the same.',
      ],
    }),
  },
  once: (date) => `The link works once, until ${date}.`,
  notYou: 'If you did not expect this message, do nothing: without the link, nothing is created.',
  notYourChange:
    'If you did not expect this message, do nothing: without the link, nothing changes.',
  choose: 'Choose my password',
  confirm: 'Confirm this address',
  closing: (email) => `Any question? Write to us at ${email}.`,
};

const wordsIn = { fr: french, en: english };
