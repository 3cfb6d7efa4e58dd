import type { Seller } from '#domain/invoices/invoice';

/** A French company that charges VAT at 20 % and sells services. */
export const aSeller = (changes: Partial<Seller> = {}): Seller => ({
  name: 'Atelier Lumière',
  legalForm: 'SAS',
  shareCapital: '10 000 €',
  address: {
    street: '14 rue des Petites Écuries',
    postalCode: '75010',
    city: 'Paris',
    country: 'FR',
  },
  siren: '552100554',
  siret: '55210055400013',
  rcsCity: 'Paris',
  vatNumber: 'FR96552100554',
  email: 'bonjour@atelier-lumiere.example',
  defaultVatRate: 2000,
  supplies: 'services',
  timeZone: 'Europe/Paris',
  ...changes,
});
