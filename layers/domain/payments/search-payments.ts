import type { Payment } from './payment.ts';

/** Letters that no accent makes of others, as they are typed without them. */
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

/** As people type it: accents, case, normal form and the width of blanks do not matter. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđı’]/g, (letter) => spelled[letter]!)
    .replace(/\s+/g, ' ')
    .trim();

/** What a payment is searched by: what people read of it here, or at the provider. */
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

/** Whether a payment is among those that somebody searches for. */
export function searchFor(q: string): (payment: Payment) => boolean {
  const wanted = folded(q);
  return (payment) => searched(payment).includes(wanted);
}
