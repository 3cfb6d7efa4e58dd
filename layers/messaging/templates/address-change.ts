import type { Locale } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type AddressChangeInput = {
  brand: Brand;
  locale: Locale;
  /** The address that was asked for, masked: whoever reads on need not know it. */
  newAddress: string;
};

/** Tells the present address that another one was asked for; it holds no link that changes anything. */
export function addressChange({ brand, locale, newAddress }: AddressChangeInput): Message {
  const { subject, heading, sentences, closing } = wordsIn[locale](brand, newAddress);
  return composeLetter({
    brand,
    locale,
    subject,
    preheader: sentences[0]!,
    heading,
    paragraphs: sentences,
    facts: [],
    closing,
  });
}

type Words = (
  brand: Brand,
  newAddress: string,
) => { subject: string; heading: string; sentences: string[]; closing: string };

const french: Words = (brand, newAddress) => ({
  subject: `Changement de votre adresse ${brand.name}`,
  heading: 'Une autre adresse a été demandée',
  sentences: [
    `Quelqu’un qui est connecté à votre compte veut remplacer cette adresse par ${newAddress}.`,
    'Rien ne change tant que la nouvelle adresse n’est pas confirmée. Ensuite, on se connecte avec elle.',
    'Si ce n’est pas vous, changez tout de suite votre mot de passe et écrivez-nous.',
  ],
  closing: `Une question\u00a0? Écrivez-nous à ${brand.supportEmail}.`,
});

const english: Words = (brand, newAddress) => ({
  subject: `Change of your ${brand.name} address`,
  heading: 'Another address was asked for',
  sentences: [
    `Somebody who is signed in to your account wants to replace this address by ${newAddress}.`,
    'Nothing changes until the new address is confirmed. After that, it is the one to sign in with.',
    'If this was not you, change your password at once and write to us.',
  ],
  closing: `Any question? Write to us at ${brand.supportEmail}.`,
});

const wordsIn = { fr: french, en: english };
