import { composeCreditNote } from '#domain/invoices/compose-credit-note';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import type {
  InvoiceContent,
  InvoiceParty,
  Seller,
  SubtractedDeposit,
} from '#domain/invoices/invoice';
import type { Sale } from '#domain/invoices/sale';
import { splitVat } from '#domain/invoices/vat';
import { decimalsOf } from '#domain/money';
import { aSeller } from '#test/sellers';

const company: InvoiceParty = {
  kind: 'company',
  name: 'Comptoir Aïssatou Diallo SARL',
  email: 'compta@comptoir-diallo.example',
  phone: '+33240123456',
  address: {
    street: '3 quai de la Fosse',
    street2: 'Bâtiment C',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  },
  siren: '732829320',
  vatNumber: 'FR44732829320',
};

const abroad = (country: string, city: string, vatNumber?: string): InvoiceParty => ({
  kind: 'company',
  name: 'Handelshaus Größer & Söhne',
  email: 'rechnung@groesser.example',
  address: { street: 'Lange Straße 12', postalCode: '20095', city, country },
  vatNumber,
});

const person: InvoiceParty = {
  kind: 'person',
  name: 'Zoé N’Guessan 😀',
  email: 'zoe@example.org',
};

type Reference = {
  seller?: Partial<Seller>;
  sale: Partial<Sale>;
  isPaid?: boolean;
  /** The name of the reference that it subtracts. */
  after?: string;
};

const lessons = { description: 'Cours de piano', quantity: 10, unitGrossMinor: 4_200 };

/** What the content model can express of the twelve reference documents of an invoice. */
const references = {
  'standard-two-rates': {
    sale: {
      lines: [
        { description: 'Chaise paillée', quantity: 4, unitGrossMinor: 9_000, vatRate: 2000 },
        { description: 'Guide « Les ateliers »', quantity: 3, unitGrossMinor: 2_110, vatRate: 550 },
      ],
    },
    seller: { supplies: 'goods', paysVatOnDebits: true },
  },
  discounts: {
    sale: {
      lines: [
        {
          description: 'Abonnement Pro',
          quantity: 12,
          unitGrossMinor: 46_800,
          discount: { reason: 'Fidélité', grossMinor: 46_800 },
        },
        { description: 'Livre', quantity: 2, unitGrossMinor: 2_110, vatRate: 550 },
      ],
      allowances: [{ reason: 'Soldes', grossMinor: 10_000 }],
    },
  },
  exempt: {
    sale: {
      lines: [{ ...lessons, vatRate: 0, exemption: { code: 'VATEX-FR-CGI261-4' } }],
      customer: person,
    },
    isPaid: true,
  },
  franchise: {
    seller: { vatNumber: undefined, defaultVatRate: 0, name: 'Awa Diop EI', rcsCity: undefined },
    sale: { lines: [lessons] },
  },
  'reverse-charge-within-eu': {
    sale: {
      lines: [{ ...lessons, vatRate: 0, exemption: { code: 'VATEX-EU-AE' } }],
      customer: abroad('DE', 'Hamburg', 'DE123456789'),
      locale: 'en',
    },
  },
  'goods-within-eu': {
    seller: { supplies: 'goods' },
    sale: {
      lines: [{ ...lessons, description: 'Piano', vatRate: 0, exemption: { code: 'VATEX-EU-IC' } }],
      customer: abroad('DE', 'Hamburg', 'DE123456789'),
      locale: 'en',
    },
  },
  export: {
    seller: { supplies: 'goods' },
    sale: {
      lines: [{ ...lessons, description: 'Piano', vatRate: 0, exemption: { code: 'VATEX-EU-G' } }],
      customer: abroad('CI', 'Abidjan'),
    },
  },
  xof: {
    sale: {
      currency: 'XOF',
      lines: [{ description: 'Formation, 2,5 jours', quantity: 2.5, unitGrossMinor: 150_000 }],
      customer: { ...abroad('SN', 'Dakar'), name: 'Teranga Logistique SA' },
    },
    isPaid: true,
  },
  'already-paid': { sale: { lines: [{ ...lessons, quantity: 1 }] }, isPaid: true },
  'overage-of-a-month': {
    sale: {
      lines: [
        { description: 'Trafic au-delà de la formule (Go)', quantity: 12_500, unitGrossMinor: 10 },
        { description: 'Correction, septembre 2026 (Go)', quantity: -3.25, unitGrossMinor: 10 },
      ],
      supplyDate: '2026-10-31',
      period: { from: '2026-10-01', to: '2026-10-31' },
    },
  },
  'goods-and-services': {
    seller: { supplies: 'goods' },
    sale: {
      lines: [
        { description: 'Chauffe-eau solaire', quantity: 1, unitGrossMinor: 240_000 },
        { description: 'Pose', quantity: 6.5, unitGrossMinor: 7_200, supplies: 'services' },
      ],
      customer: {
        ...company,
        service: 'Service technique, bureau 12',
        purchaseOrder: 'BC-2026/0042',
        deliveryAddress: {
          street: '8 quai des Antilles',
          street2: 'Hangar 21',
          postalCode: '44200',
          city: 'Nantes',
          country: 'FR',
        },
      },
    },
  },
  deposit: {
    seller: { supplies: 'goods' },
    sale: {
      kind: 'deposit',
      lines: [
        { description: 'Acompte, commande BC-2026/0043', quantity: 1, unitGrossMinor: 72_000 },
      ],
    },
    isPaid: true,
  },
  'final-after-deposit': {
    seller: { supplies: 'goods' },
    sale: {
      lines: [
        { description: 'Armoire en chêne', quantity: 1, unitGrossMinor: 216_000 },
        { description: 'Livraison', quantity: 1, unitGrossMinor: 24_000, supplies: 'services' },
      ],
    },
    isPaid: true,
    after: 'deposit',
  },
} satisfies Record<string, Reference>;

/** Each by the name of its files in `test/fixtures/invoices`. */
export const referenceInvoices = (): [name: string, content: InvoiceContent][] => [
  ...Object.entries(references).map(([name, reference], index): [string, InvoiceContent] => [
    name,
    composed(reference, index),
  ]),
  ['credit-note', creditNoteOf('already-paid', 1)],
  ['partial-credit-note', creditNoteOf('xof', 2)],
];

/** Over everything, and over a third of the second one. */
function creditNoteOf(name: keyof typeof references, number: number): InvoiceContent {
  const invoice = composed(references[name], Object.keys(references).indexOf(name));
  const { grossMinor } = invoice.totals;
  return composeCreditNote({
    invoice,
    credited: [],
    grossMinor: number === 1 ? grossMinor : Math.floor(grossMinor / 3),
    cause: { refundId: 'ref_1' },
    number: `AV-2026-${String(number).padStart(6, '0')}`,
    issuedAt: new Date('2026-12-02T09:00:00.000Z'),
  }).content;
}

function composed(reference: Reference, index: number): InvoiceContent {
  const { seller: changes, sale, isPaid, after } = reference;
  const seller = aSeller(changes);
  const deposits = after === undefined ? [] : [subtracted(after)];
  const whole: Sale = {
    locale: 'fr',
    currency: 'EUR',
    customer: company,
    lines: [],
    supplyDate: '2026-11-20',
    ...(deposits.length > 0 && { deposits }),
    ...sale,
  };
  const series = whole.kind === 'deposit' ? 'AC' : 'FA';
  return composeInvoice({
    sale: { ...whole, ...(isPaid && { paid: paidFor(whole, seller) }) },
    seller,
    number: `${series}-2026-${String(index + 1).padStart(6, '0')}`,
    issuedAt: new Date('2026-11-21T10:06:00.000Z'),
  });
}

function subtracted(name: string): SubtractedDeposit {
  const index = Object.keys(references).indexOf(name);
  const { number, issueDate, totals } = composed(Object.values(references)[index]!, index);
  const { netMinor, vatMinor, grossMinor } = totals;
  return { number, issueDate, netMinor, vatMinor, grossMinor };
}

function paidFor({ lines, currency, deposits = [] }: Sale, seller: Seller): Sale['paid'] {
  const taxed = lines.map(({ exemption: _, ...line }) => ({
    ...line,
    vatRate: line.vatRate ?? seller.defaultVatRate,
  }));
  const { totals } = splitVat({ lines: taxed }, decimalsOf(currency));
  return {
    minor: deposits.reduce((left, { grossMinor }) => left - grossMinor, totals.grossMinor),
    payment: {
      id: 'pay_01K9ZREFERENCE00000000000',
      method: currency === 'EUR' ? 'card' : 'mobile_money',
      provider: currency === 'EUR' ? 'stripe' : 'cinetpay',
      paidAt: '2026-11-20T10:05:00.000Z',
      paidDate: '2026-11-20',
    },
  };
}
