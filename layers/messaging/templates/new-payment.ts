import { ofName } from '#domain/elision';
import { formatMoney, type Locale, type Money } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type NewPayment = {
  brand: Brand;
  locale: Locale;
  amount: Money;
  method: string;
  provider: string;
  /** Absent while the invoice is being made. */
  invoiceNumber?: string;
  paymentId: string;
  customerName: string;
  customerEmail: string;
  sold: string;
  /** For an order of ours: what account the buyer has. */
  account?: 'made' | 'inactive' | 'member';
  adminUrl?: string;
};

/** Tells the shop about a payment. */
export function newPayment(input: NewPayment): Message {
  const { brand, locale, customerName, customerEmail, invoiceNumber, paymentId, adminUrl } = input;
  const { sold, account } = input;
  const words = wordsIn[locale];
  const amount = formatMoney(input.amount, locale);
  const method = words.methods[input.method] ?? input.method;
  return composeLetter({
    brand,
    locale,
    subject: words.subject(amount, customerName),
    preheader: words.preheader(method, input.provider),
    heading: words.heading,
    paragraphs: [words.received(amount, customerName)],
    facts: [
      { label: words.amount, value: amount },
      { label: words.method, value: `${method} (${input.provider})` },
      { label: words.customer, value: customerName },
      { label: words.email, value: customerEmail },
      ...(account ? [{ label: words.account, value: words.accounts[account] }] : []),
      { label: words.sold, value: sold },
      { label: words.invoice, value: invoiceNumber ?? words.invoicePending },
      { label: words.payment, value: paymentId },
    ],
    ...(adminUrl ? { action: { label: words.open, url: adminUrl } } : {}),
    closing: words.closing(brand.name),
  });
}

const french = {
  subject: (amount: string, name: string) => `Nouveau paiement\u00a0: ${amount} ${ofName(name)}`,
  preheader: (method: string, provider: string) => `Par ${method} (${provider}).`,
  heading: 'Nouveau paiement',
  received: (amount: string, name: string) => `${name} vient de payer ${amount}.`,
  amount: 'Montant TTC\u00a0:',
  method: 'Moyen de paiement\u00a0:',
  customer: 'Client\u00a0:',
  email: 'E-mail\u00a0:',
  account: 'Compte\u00a0:',
  accounts: { made: 'invité, compte créé', inactive: 'invité, compte à activer', member: 'membre' },
  sold: 'Vendu\u00a0:',
  invoice: 'Facture\u00a0:',
  invoicePending: 'en préparation',
  payment: 'Paiement\u00a0:',
  open: 'Voir le paiement',
  closing: (brand: string) =>
    `Vous recevez ce message car vous gérez les paiements ${ofName(brand)}.`,
  methods: {
    card: 'carte bancaire',
    paypal: 'PayPal',
    mobile_money: 'mobile money',
  } as Record<string, string>,
};

const english: typeof french = {
  subject: (amount, name) => `New payment: ${amount} from ${name}`,
  preheader: (method, provider) => `By ${method} (${provider}).`,
  heading: 'New payment',
  received: (amount, name) => `${name} has just paid ${amount}.`,
  amount: 'Amount incl. VAT:',
  method: 'Method:',
  customer: 'Customer:',
  email: 'E-mail:',
  account: 'Account:',
  accounts: {
    made: 'guest, account created',
    inactive: 'guest, account not activated yet',
    member: 'member',
  },
  sold: 'Sold:',
  invoice: 'Invoice:',
  invoicePending: 'being prepared',
  payment: 'Payment:',
  open: 'See the payment',
  closing: (brand) => `You receive this message because you manage the payments of ${brand}.`,
  methods: { card: 'card', paypal: 'PayPal', mobile_money: 'mobile money' },
};

const wordsIn = { fr: french, en: english };
