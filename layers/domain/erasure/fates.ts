/**
 * What becomes of a record when its person is erased. `gone`: deleted; `pseudonymised`: what names
 * the person is removed, and the rest stays under a number; `kept`: the law demands it unchanged;
 * `impersonal`: it never says anything about anybody.
 */
export type Fate = {
  fate: 'gone' | 'pseudonymised' | 'kept' | 'impersonal';
  why: string;
  /** The law by which something stays. */
  basis?: string;
};

const tenYears = 'Code de commerce L123-22: ten years from the end of the financial year';
const claims = 'GDPR 17(3)(e): legal claims; Code civil 2224: five years';
const accountability = 'GDPR 5(2): accountability';

const gone = (why: string): Fate => ({ fate: 'gone', why });
const impersonal = (why: string): Fate => ({ fate: 'impersonal', why });
const pseudonymised = (why: string, basis: string): Fate => ({
  fate: 'pseudonymised',
  why,
  basis,
});
const kept = (why: string): Fate => ({ fate: 'kept', why, basis: tenYears });

const onlyNumbers = 'Numbers, amounts and times only.';

/** Every kind of stored record: a new kind of row that is not named here fails a test. */
export const fates = {
  customer: pseudonymised(
    'Name, address, phone, numbers and e-mail go; the id stays as a pseudonym.',
    claims,
  ),
  member: gone('The row, the sign-in and its sessions are deleted.'),
  person: gone('The name of somebody who signed in.'),
  membershipsOfPerson: gone('For whom somebody acts who signed in.'),
  membershipsOfMailbox: gone('For whom somebody at an address acts, without the address.'),
  mailboxClaim: gone('A later order from the address makes another customer.'),
  activation: gone('Links to set a password hold the address.'),
  activationAsked: impersonal('A hash of an address, for one day.'),
  providerCustomer: gone(
    'The number at the payment provider, where the customer is deleted with the saved cards.',
  ),
  apiKey: pseudonymised('Revoked, and its name goes; who used it stays.', accountability),
  keyRing: impersonal('Ids of keys only.'),
  failedProofs: impersonal('Numbers, for an address hashed with a key; goes after a day.'),
  ban: impersonal('Times, for an address hashed with a key; goes two days after its end.'),
  project: pseudonymised('Archived, and its name goes; counted usage stays.', claims),
  order: pseudonymised(
    'Title, buyer and names of files go, and an unpaid one is cancelled; the lines prove the invoice.',
    tenYears,
  ),
  openOrders: impersonal(
    'Ids of unpaid orders, for a person’s id or a hash of an address; goes within two days.',
  ),
  networkOrders: impersonal('Numbers, for an address hashed with a key; goes after a day.'),
  orderPaid: impersonal(onlyNumbers),
  openPayments: impersonal(onlyNumbers),
  payment: pseudonymised(
    'Buyer, description, metadata and addresses to return to go; amounts and the provider’s numbers stay.',
    `${tenYears}; ${claims}`,
  ),
  refund: pseudonymised(
    'Reason and note go; the amount and the proof of a transfer stay.',
    tenYears,
  ),
  ledgerEntry: kept(onlyNumbers),
  invoice: kept(
    'An issued invoice or credit note is never changed; only the title of the order, which it does not print, goes from beside it.',
  ),
  findingWord: gone('A word by which an invoice is found.'),
  invoiceStats: impersonal('Sums of a year.'),
  invoiceDocument: kept('Where its document is, and its hash.'),
  file: gone('What was uploaded with an order, in the bucket of files.'),
  document: kept('The PDF of an invoice or a credit note, in the documents bucket.'),
  invoiceOfPayment: kept('Which invoice belongs to a payment.'),
  invoiceOfPeriod: kept('Which invoice belongs to a month.'),
  invoicesVerified: impersonal('Numbers of documents, and what is wrong with them.'),
  invoicesVerifying: impersonal('Numbers of documents, and what is wrong with them.'),
  invoicePaid: kept('Which payment paid an invoice.'),
  depositSettled: kept('Which final invoice subtracts a deposit.'),
  invoiceStanding: kept('When an invoice was sent, opened, reminded of, paid or cancelled.'),
  invoiceHistory: kept('What the shop did with an invoice: copies, reminders, corrections.'),
  invoiceOnPlatform: kept('What the invoicing platform said of a document.'),
  sentNumber: kept('Which document the platform knows by a number.'),
  creditNoteOfInvoice: kept('Which credit notes an invoice has.'),
  creditNoteOfPayment: kept('Which credit note belongs to money that went back.'),
  series: impersonal('The last number of invoices, or of credit notes.'),
  period: kept('What was billed for a month.'),
  planPayment: impersonal(onlyNumbers),
  threshold: impersonal(onlyNumbers),
  notification: pseudonymised(
    'The provider’s message is replaced by its hash; the row goes after 90 days.',
    claims,
  ),
  auditEntry: pseudonymised(
    'What people wrote goes; who did what to which number, and when, stays.',
    accountability,
  ),
  claim: gone('Stored answers are sealed by the caller’s own key, and go after 30 days.'),
  event: impersonal('Numbers only; goes after 15 days.'),
  message: gone('Which mails were sent, and what became of them; goes after 90 days anyway.'),
  mailboxStanding: impersonal('Bounces and complaints, for an address hashed with a key.'),
  notesOf: impersonal('Events of an hour; goes after 30 days.'),
  noteSheet: impersonal('Numbers and amounts of invoices; goes after 30 days.'),
  product: impersonal('What the shop sells.'),
  switches: impersonal('What the shop has switched off.'),
  cursor: impersonal('How far a provider’s list was read.'),
  slot: impersonal('Counts, with ids of payments; goes after 40 days.'),
  before: impersonal('Counts; goes after 40 days.'),
  hour: impersonal('Counts; goes after 25 months.'),
  businessMonth: impersonal('Counts of customers and bytes; goes after 25 months.'),
  alert: impersonal('What a rule remembers; goes two days after all is well.'),
  alertEpisode: impersonal(
    'The log of alerts: numbers and ids, and which admin acknowledged; goes after 13 months.',
  ),
  notice: impersonal(
    'What happened, by ids, and which of the shop’s people have read it; goes after 13 months.',
  ),
  evaluation: impersonal('Which run judged five minutes; goes after two days.'),
  maintenance: impersonal('Planned work, and which admin planned it; goes two days after it.'),
  trouble: impersonal('Counts of what failed, with ids; goes after 40 days.'),
  webhookDirectory: impersonal('Which endpoints listen to what.'),
  webhookEndpoint: impersonal('An address of the shop’s own systems.'),
  webhookDelivery: gone(
    'Bodies name somebody only for an endpoint that asked for it; they go, and those not sent yet are not sent. All goes after 30 days.',
  ),
  retention: impersonal('How far the retention periods have been applied.'),
  export: gone('A copy that an admin asked for, with its file; both go after two days.'),
  accountingExport: gone(
    'A file for the accountant names customers as their invoices do; it goes after two days, the row after another.',
  ),
  exportStep: impersonal('Starts the next run of the job that writes such a file.'),
  erasure: pseudonymised('The proof of the erasure, which names nobody.', accountability),
  bucket: impersonal('Usage of a project.'),
  counter: impersonal('Usage of a project.'),
  rawEvents: impersonal('Usage of a project, as reported; goes after 400 days.'),
  logs: impersonal('Numbers and states by rule; go after their retention.'),
} satisfies Record<string, Fate>;

export type RecordKind = keyof typeof fates;
