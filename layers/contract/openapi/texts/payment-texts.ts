import type { Texts } from './texts.ts';

const minorUnits = 'In minor units of `currency`: 46800 EUR is 468.00 €, 5000 XOF is 5000 francs.';
const withVat = 'In minor units, VAT included.';
const vatRate =
  'In basis points, hundredths of a per cent: 2000 is 20 %. Only the rates of French VAT.';

const payment = {
  amount: minorUnits,
  expiresAt: 'When the payment expires if it is still open.',
};

const listedPayment = {
  ...payment,
  amountRefunded: 'In minor units: what has been refunded so far.',
  dispute: 'The state of a chargeback; null if there was none.',
  failure: 'Why it failed; null otherwise.',
  lastDecline:
    'The buyer’s last declined attempt. The buyer can try again while the payment is pending.',
  providerReference: 'The provider’s id of the open checkout (`cs_…`, a PayPal order).',
  providerTransaction: 'The provider’s id of the transaction (`pi_…`, a PayPal capture).',
  isDuplicate: 'Another payment had already paid for the order; a task to refund this one is open.',
  initiatedBy:
    'Who initiated it: the shop’s server, a member, the shop’s people, or the holder of a link.',
  returnUrl: 'Complete for the shop; without its query for buyers.',
  metadata: 'The shop’s own notes; absent for buyers.',
};

export const paymentTexts: Texts = {
  Problem: {
    self: 'What went wrong (RFC 9457). Branch on `code`: it never changes. New codes may be added.',
    type: '`urn:peage:problem:` and the code.',
    title: 'The HTTP name of the status.',
    detail: 'What is wrong with this request, for people to read.',
    requestId: 'Give it to whoever investigates the problem: it is in the logs.',
    errors: 'The fields that are wrong.',
  },
  Currency: { self: 'ISO 4217. XOF and XAF have no decimals.' },
  Timestamp: { self: 'ISO 8601 in UTC, ending in Z.' },
  Address: {
    self: 'A home address, or a company’s registered address.',
    country: 'ISO 3166-1 alpha-2, like FR.',
  },
  InitiatePaymentRequest: {
    self: 'What is to be paid: an amount, a month of a plan (`planId`), or an issued invoice (`invoiceId`).',
    amount: `${minorUnits} For a plan or an invoice it is looked up.`,
    provider: 'The payment provider; chosen by method and currency when left out.',
    action:
      '`redirect`: a page of the provider. `sdk`: a client secret for Stripe’s mobile sheet. `qr`: a code to scan. `push`: a prompt on the buyer’s phone.',
    customer: 'Who pays. Leave it out for an invoice, which has its own.',
    description:
      'Shown to the buyer. Leave it out for a plan, an invoice or an order of `POST /v1/orders`, which have their own.',
    returnUrl: 'Where the buyer returns to, on a domain of the shop.',
    cancelUrl: 'Where a buyer who gives up returns to.',
    orderId: 'The shop’s order. It is paid once, however many payments are initiated for it.',
    lines: 'The lines of the invoice. They must add up to `amount`.',
    discounts: 'Subtracted from the total.',
    kind: 'A `deposit` is a payment on account: its invoice is a deposit invoice (series AC), and VAT is due on it. For servers.',
    deposits:
      'Ids of the invoices of deposits that were paid before. `lines` are then all that is sold, and `amount` what remains to be paid. Each deposit is subtracted once.',
    locale: 'The language of pages, mails and the invoice.',
    metadata: 'Up to 20 notes of the shop. Only servers may send it.',
  },
  Buyer: {
    self: 'Who pays, as named on the invoice.',
    phone: 'E.164, like +33612345678.',
    siren: 'The 9 digits of a French company.',
    vatNumber: 'Without spaces, like FR44732829320.',
    service: 'The department that orders, as the invoice must name it.',
    purchaseOrder: 'The buyer’s own number of the order.',
    deliveryAddress: 'Where goods go, if not to `address`.',
  },
  CompleteBuyerRequest: {
    self: 'What the invoice says of the buyer. What is left out stays as it is.',
    siren: 'The 9 digits of a French company.',
    vatNumber: 'Without spaces, like FR44732829320.',
    service: 'The department that orders, as the invoice must name it.',
    purchaseOrder: 'The buyer’s own number of the order.',
    deliveryAddress: 'Where goods go, if not to `address`.',
  },
  PaymentLine: {
    self: '`quantity` × `unitAmount`, rounded half away from zero to a minor unit, less the discount.',
    quantity: 'Up to 9 digits and 4 decimals, not 0. Below 0 for returned goods.',
    unitAmount: withVat,
    vatRate,
    exemption: 'Why VAT is 0.',
    supplies: 'What the line is; what the shop mostly sells when left out.',
  },
  PaymentDiscount: {
    self: 'Subtracted from the total. Without a rate it is divided among the rates of the lines.',
    amount: withVat,
    vatRate,
  },
  VatExemption: {
    self: 'Why VAT is 0: a code, words for the invoice, or both.',
    code: 'A code of the VATEX list, like VATEX-FR-CGI261-4.',
  },
  InitiatedPayment: {
    ...payment,
    self: 'A new payment, and what the buyer must do next.',
    clientToken:
      'Allows a buyer who is not signed in to poll, to cancel and to download the invoice.',
    warnings: 'To be shown before the buyer pays; absent when there are none.',
  },
  PaymentWarning: {
    self: 'What to know before one pays.',
    code: '`payment_processing`: another payment of the same invoice is being processed, so its money is on its way.',
    paymentId: 'That payment; null for the holder of a link.',
  },
  PaymentAction: { self: 'What the buyer must do next.' },
  PaymentStatus: {
    self: '`pending`, perhaps `processing`, then one of the others. `review`: another amount or currency was paid, and a person must decide.',
  },
  Payment: {
    ...listedPayment,
    self: 'A payment, with its invoice once there is one.',
    action: 'What the payer must do; absent for callers who only read.',
  },
  ListedPayment: { ...listedPayment, self: 'A payment, as shown in lists.' },
  RequestRefundRequest: {
    self: 'Without `amount`, everything that remains is refunded.',
    amount: 'In minor units of the payment’s currency.',
    reason: 'For the shop’s own people: neither the buyer nor the provider sees it.',
    noteToBuyer: 'Printed in the refund mail. PayPal shows it too, Stripe does not.',
  },
  Refund: {
    self: 'Money that is being or was returned to the buyer.',
    amount: minorUnits,
    status: '`manual`: the provider cannot refund it, so a person must.',
    failure: 'Why it failed; null otherwise.',
  },
  RefundTask: {
    self: 'A refund that a person must handle.',
    amount: minorUnits,
    providerTransaction: 'The provider’s id of the transaction.',
  },
  CloseRefundTaskRequest: {
    self: '`given_back`: refunded by hand, and `proof` names the transfer. `ask_provider`: the provider should refund it, if it can. `dropped`: the shop keeps the money.',
  },
  Invoice: {
    self: 'Amounts are in minor units of `currency`, VAT included. Days are in the seller’s time zone, `YYYY-MM-DD`.',
    status:
      '`issued` until its document is stored, `generated`, `sent`, `overdue` from the day after it was due, `paid`, or `cancelled` once credit notes have taken off all of it.',
    kind: 'A credit note (`credit_note`) is read at the same routes as an invoice. Its amounts are positive, and were given back.',
    amountDue: 'What is still to be paid.',
    deposits: 'Of a final invoice: the deposits that were paid before, with VAT.',
    settledBy: 'Of a deposit: the final invoice that subtracts it; null otherwise.',
    corrects:
      'Of a credit note the invoice that it corrects, of an invoice the one that it replaces; null otherwise.',
    creditNotes: 'One for each refund and each lost dispute, as soon as it can be opened.',
    amountCredited: 'What the credit notes took off, at most `amount`.',
    amountRemaining: '`amount` less `amountCredited`.',
    period: 'The days it bills; null for a single sale.',
    lines: 'Lines less discounts add up to `amount`.',
    discounts: 'Subtracted from the total.',
    paymentMethods: 'How it can be paid now: empty once it is paid.',
    pdfUrl: 'Null until the PDF is ready.',
    platform:
      'What the invoicing platform says of it, between companies in France; null for all others, and in a shop without a platform.',
  },
  InvoicePlatformStatus: {
    self: 'A document on the invoicing platform (plateforme agréée).',
    status:
      'The last thing that happened to it there. `rejected`, `refused` and `inadmissible` mean that it was not taken: the sale needs a credit note and another invoice.',
    code: 'The status as the French standard numbers it (XP Z12-012); null until the platform has said anything.',
    reason: 'As the platform gives it; null otherwise.',
  },
  InvoiceLine: {
    self: 'What was sold.',
    amount: 'Its own discount is already subtracted.',
    exemption: 'Why no VAT is charged on it.',
  },
};
