import type { Seller } from '#domain/invoices/invoice';
import { writtenSiren } from './written-values.ts';

/** `SAS au capital de 10 000 €`, or the parts of it that are known. */
export function legalFormOf(
  { legalForm, shareCapital }: Seller,
  withCapital: (form: string, capital: string) => string,
): string | undefined {
  return legalForm && shareCapital ? withCapital(legalForm, shareCapital) : legalForm;
}

/** `RCS Paris 123 456 789`; only the SIREN when the seller is not in the trade register. */
export const registrationOf = ({ rcsCity, siren }: Seller, sirenWord: string): string =>
  `${rcsCity ? `RCS ${rcsCity}` : sirenWord} ${writtenSiren(siren)}`;
