/** What a company’s invoice or a credit note has besides. */
const company = {
  corrects: { number: 'FA-2026-', issueDate: '2026-' },
  customer: {
    kind: 'company',
    name: '',
    email: '',
    address: { street: '', postalCode: '', city: '', country: 'FR' },
    siren: '',
    vatNumber: 'FR',
  },
  lines: [
    {
      description: '',
      quantity: 1,
      unitNetMicros: 1,
      vatRate: 550,
      netMinor: 1,
      grossMinor: 1,
      supplies: 'goods',
    },
  ],
  mentions: [
    'Supply: services',
    'Opération\u00a0: livraison de biens et prestation de services',
    'Escompte pour paiement anticipé\u00a0: néant',
    'Pénalités de retard\u00a0: taux de refinancement de la BCE majoré de 10 points, exigibles sans rappel',
    'Indemnité forfaitaire pour frais de recouvrement\u00a0: 40\u00a0€',
  ],
};

/** An invoice of a person, without what is its own. */
const invoice = {
  kind: 'invoice',
  number: 'FA-2026-',
  locale: 'fr',
  currency: 'EUR',
  issuedAt: '2026-',
  issueDate: '2026-',
  supplyDate: '2026-',
  dueDate: '2026-',
  seller: {
    name: '',
    legalForm: 'SAS',
    shareCapital: ' 000 €',
    address: { street: '', postalCode: '', city: 'Paris', country: 'FR' },
    siren: '',
    siret: '',
    rcsCity: 'Paris',
    vatNumber: 'FR',
    email: '',
    website: 'https://',
    defaultVatRate: 2000,
    supplies: 'services',
    timeZone: 'Europe/Paris',
  },
  customer: {
    kind: 'person',
    name: '',
    email: '',
    address: { street: '', postalCode: '', city: '', country: 'FR' },
  },
  lines: [
    { description: '', quantity: 1, unitNetMicros: 1, vatRate: 2000, netMinor: 1, grossMinor: 1 },
  ],
  totals: {
    netMinor: 1,
    vatMinor: 1,
    grossMinor: 1,
    vatGroups: [{ vatRate: 2000, netMinor: 1, vatMinor: 1 }],
    paidMinor: 1,
    dueMinor: 0,
  },
  payment: {
    id: 'pay_01M',
    method: 'card',
    provider: 'stripe',
    paidAt: '2026-',
    paidDate: '2026-',
  },
  mentions: ['Opération\u00a0: livraison de biens', 'Opération\u00a0: prestation de services'],
};

/** In one line; the values of the mentions are those of today’s law, whose texts stay the same. */
export const invoiceWords = [company, invoice].map((content) => JSON.stringify(content)).join('');
