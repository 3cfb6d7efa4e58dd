import type { Texts } from './texts.ts';

const minorUnits = 'In minor units of `currency`: 46800 EUR is 468.00 €, 5000 XOF is 5000 francs.';
const withVat = 'In minor units, VAT included.';
const vatRate = 'In basis points: 2000 is 20 %.';

const payment = {
  amount: minorUnits,
  expiresAt: 'When an open payment expires, if nothing happens before.',
};

const listedPayment = {
  ...payment,
  amountRefunded: 'In minor units: what was given back so far.',
  dispute: 'What became of a chargeback; null where there was none.',
  failure: 'Why it failed; null otherwise.',
  lastDecline:
    'The last try of the buyer that was declined. The payment goes on while it is pending.',
  providerReference: 'The provider’s id of the open checkout (`cs_…`, a PayPal order).',
  providerTransaction: 'The provider’s id of the money it took (`pi_…`, a PayPal capture).',
  isDuplicate: 'Another payment had paid for the order; a task is open to give this one back.',
  initiatedBy:
    'Who asked for it: the shop’s server, a member, the shop’s people, or the holder of a link.',
  returnUrl: 'Whole for the shop; buyers see it without its query.',
  metadata: 'The shop’s own: absent for buyers.',
};

export const paymentTexts: Texts = {
  Problem: {
    self: 'What went wrong (RFC 9457). Branch on `code`: it never changes. New codes may be added.',
    type: '`urn:peage:problem:` and the code.',
    title: 'The kind of problem, the same for all with this status.',
    detail: 'What is wrong here, for people.',
    requestId: 'Tell it to whoever looks into the problem: it is in the logs.',
    errors: 'Each field that is wrong.',
  },
  Currency: { self: 'ISO 4217. XOF and XAF have no decimals.' },
  Timestamp: { self: 'ISO 8601 in UTC, ending in Z.' },
  Address: {
    self: 'Where somebody lives or has their seat.',
    country: 'ISO 3166-1 alpha-2, like FR.',
  },
  InitiatePaymentRequest: {
    self: 'What is to be paid: an amount of its own, a month of a plan (`planId`), or an issued invoice (`invoiceId`).',
    amount: `${minorUnits} Looked up for a plan or an invoice.`,
    provider: 'Who takes the money; chosen by method and currency when left out.',
    action:
      '`redirect`: a page of the provider. `sdk`: a client secret for Stripe’s mobile sheet. `qr`: a code to scan. `push`: a prompt on the buyer’s phone.',
    customer: 'Who pays. Left out for an invoice, which has its own.',
    description: 'For the buyer. Left out for a plan or an invoice, which have their own.',
    returnUrl: 'Where the buyer comes back to, on a domain of the shop.',
    cancelUrl: 'Where a buyer comes back to who gives up.',
    orderId: 'The shop’s order: it is paid once, however many payments are made for it.',
    lines: 'What stands on the invoice. They must add up to `amount`.',
    discounts: 'Taken off the whole.',
    locale: 'The language of pages, mails and the invoice.',
    metadata: 'Up to 20 notes of the shop. From servers alone.',
  },
  Buyer: {
    self: 'Who pays, as the invoice names them.',
    phone: 'E.164, like +33612345678.',
    siren: 'The 9 digits of a French company.',
    vatNumber: 'Without blanks, like FR44732829320.',
  },
  PaymentLine: {
    self: '`quantity` × `unitAmount`, rounded half away from zero to a minor unit, less the discount.',
    quantity: 'Up to 9 digits and 4 decimals, not 0. Below 0 for what is taken back.',
    unitAmount: withVat,
    vatRate,
    exemption: 'Why VAT is 0.',
  },
  PaymentDiscount: {
    self: 'Off the whole. Without a rate it is shared among the rates of the lines.',
    amount: withVat,
    vatRate,
  },
  VatExemption: {
    self: 'Why VAT is 0: a code, words for the invoice, or both.',
    code: 'Of the VATEX list, like VATEX-FR-CGI261-4.',
  },
  InitiatedPayment: {
    ...payment,
    self: 'A new payment, with what the buyer must do next.',
    clientToken: 'Lets a buyer who is not signed in poll, cancel and download.',
  },
  PaymentAction: { self: 'What the buyer must do next.' },
  PaymentStatus: {
    self: '`pending`, perhaps `processing`, then one of the others. `review`: money came in another amount or currency, and a person must look.',
  },
  Payment: {
    ...listedPayment,
    self: 'A payment, with its invoice as soon as there is one.',
    action: 'What the payer must do; absent for callers who only read.',
  },
  ListedPayment: { ...listedPayment, self: 'A payment as lists show it.' },
  RequestRefundRequest: {
    self: 'Without `amount`, everything that remains is given back.',
    amount: 'In minor units of the payment’s currency.',
    reason: 'For the shop’s own people: no buyer and no provider sees it.',
    noteToBuyer: 'Printed in the refund mail. PayPal shows it too, Stripe does not.',
  },
  Refund: {
    self: 'Money that is given back, or was.',
    amount: minorUnits,
    status: '`manual`: the provider cannot do it, a person will.',
    failure: 'Why it failed; null otherwise.',
  },
  RefundTask: {
    self: 'A refund that a person must see to.',
    amount: minorUnits,
    providerTransaction: 'The provider’s id of the money that was taken.',
  },
  CloseRefundTaskRequest: {
    self: '`given_back`: by hand, `proof` names the transfer. `ask_provider`: the provider shall do it, where it can. `dropped`: the money stays.',
  },
  Invoice: {
    self: 'Amounts are in minor units of `currency`, VAT included. Days are the seller’s, `YYYY-MM-DD`.',
    amountDue: 'What is still to be paid.',
    period: 'The days that it bills; null for a single sale.',
    lines: 'Lines less discounts add up to `amount`.',
    discounts: 'Taken off the whole.',
    paymentMethods: 'By which it can be paid now: none once it is paid.',
    pdfUrl: 'Null until the PDF is written.',
  },
  InvoiceLine: {
    self: 'What was sold.',
    amount: 'With its own discount taken off already.',
    exemption: 'Why no VAT is charged on it.',
  },
};
