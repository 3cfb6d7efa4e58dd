import type { InvoiceContent, InvoiceLine } from '#domain/invoices/invoice';

/** A line of one or more units at 10.00, in the currency's major unit. */
export const anInvoiceLine = (changes: Partial<InvoiceLine> = {}): InvoiceLine => ({
  description: 'Abonnement Pro, mars 2026',
  quantity: 1,
  unitNetMicros: 390_000_000,
  vatRate: 2000,
  netMinor: 39_000,
  grossMinor: 46_800,
  ...changes,
});

/** A paid French invoice of 468.00 €, complete and valid; name what the test cares about. */
export function anInvoice(changes: Partial<InvoiceContent> = {}): InvoiceContent {
  return {
    kind: 'invoice',
    number: 'FA-2026-000001',
    locale: 'fr',
    currency: 'EUR',
    issuedAt: '2026-03-01T09:30:00.000Z',
    issueDate: '2026-03-01',
    supplyDate: '2026-03-01',
    dueDate: '2026-03-31',
    seller: {
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
      phone: '+33 1 23 45 67 89',
      defaultVatRate: 2000,
      supplies: 'services',
      timeZone: 'Europe/Paris',
    },
    customer: {
      kind: 'company',
      name: 'Comptoir Aïssatou Diallo SARL',
      email: 'compta@comptoir-diallo.example',
      address: {
        street: '3 quai de la Fosse',
        postalCode: '44000',
        city: 'Nantes',
        country: 'FR',
      },
      siren: '732829320',
      vatNumber: 'FR44732829320',
    },
    lines: [anInvoiceLine()],
    totals: {
      netMinor: 39_000,
      vatMinor: 7_800,
      grossMinor: 46_800,
      paidMinor: 46_800,
      dueMinor: 0,
      vatGroups: [{ vatRate: 2000, netMinor: 39_000, vatMinor: 7_800 }],
    },
    payment: {
      id: 'pay_01JNTQ6Z8D3V4W5X6Y7Z8A9B0C',
      method: 'card',
      provider: 'stripe',
      paidAt: '2026-03-01T09:29:41.000Z',
      paidDate: '2026-03-01',
    },
    mentions: [
      'Prestation de services.',
      'Escompte pour paiement anticipé : néant.',
      'En cas de retard de paiement : pénalités au taux de refinancement de la BCE majoré de 10 points ; indemnité forfaitaire pour frais de recouvrement : 40 €.',
    ],
    ...changes,
  };
}

/** `count` lines at 20 % and 5.5 %, with totals that add up. */
export function aLongInvoice(count: number, changes: Partial<InvoiceContent> = {}): InvoiceContent {
  const lines = Array.from({ length: count }, (_, i) =>
    anInvoiceLine({
      description: `Article ${i + 1}, ${['café moulu de Man', 'savon noir', 'pagne tissé à la main par les artisanes de la coopérative de Korhogo, lot de trois pièces'][i % 3]}`,
      quantity: 2,
      unitNetMicros: 10_000_000,
      vatRate: i % 2 === 0 ? 2000 : 550,
      netMinor: 2000,
      grossMinor: i % 2 === 0 ? 2400 : 2110,
    }),
  );
  const vatGroups = [2000, 550]
    .map((vatRate) => ({
      vatRate,
      netMinor: 2000 * lines.filter((line) => line.vatRate === vatRate).length,
    }))
    .filter((group) => group.netMinor > 0)
    .map((group) => ({
      ...group,
      vatMinor: Math.round((group.netMinor * group.vatRate) / 10_000),
    }));
  const netMinor = 2000 * count;
  const vatMinor = vatGroups.reduce((sum, group) => sum + group.vatMinor, 0);
  const grossMinor = netMinor + vatMinor;
  const totals = { netMinor, vatMinor, grossMinor, paidMinor: grossMinor, dueMinor: 0, vatGroups };
  return anInvoice({ lines, totals, ...changes });
}
