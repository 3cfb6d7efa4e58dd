import type { Payment } from './payment.ts';

/** Letters that are not a base letter plus accent, with their usual spelling without one. */
const spelled: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  '’': "'",
};

/** Text as people type it: accents, case, normal form and kinds of blanks do not matter. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđı’]/g, (letter) => spelled[letter]!)
    .replace(/\s+/g, ' ')
    .trim();

/** The texts that a search covers: what people read about a payment here or at the provider. */
const searched = (payment: Payment): string =>
  folded(
    [
      payment.id,
      payment.description,
      payment.buyer.name,
      payment.buyer.email,
      payment.orderId,
      payment.providerReference,
      payment.providerTransaction,
    ]
      .filter((text) => text !== undefined)
      .join(' | '),
  );

/** Returns a test for the payments that match a search. */
export function searchFor(q: string): (payment: Payment) => boolean {
  const wanted = folded(q);
  return (payment) => searched(payment).includes(wanted);
}
