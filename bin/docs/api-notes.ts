/** What the description of the API does not say: which people and keys, and what surprises. */
export type Note = { scope?: string; people?: string; remark?: string };

const own = 'people of the customer';
const back = 'finance and admins';

const payments: Record<string, Note> = {
  initiatePayment: {
    scope: 'payments:write',
    people: own,
    remark:
      'The answer says what the buyer must do (`action`) and carries the `clientToken` of the buyer. `action` in the request: `redirect` (when left out), `sdk` (client secret for the mobile sheet of Stripe; for the customer itself with its saved cards), `qr` or `push`. `{"planId", "method"}` buys a month of a plan, `{"invoiceId", "method"}` pays an issued invoice, also with the client token of that invoice: what is due is looked up. A caller that is not a server and asks again gets the payment that is open; `metadata` is for servers, `returnUrl` not for links (403 `field_not_allowed`). 503 `payments_switched_off` while an admin has stopped the method',
  },
  listPayments: {
    scope: 'payments:read',
    people: 'own ones; finance and admins all',
    remark:
      '`q` searches names, e-mail, description, order and the ids of the provider, whatever the accents and the case',
  },
  getPayment: {
    scope: 'payments:read',
    people: 'own ones; finance and admins all',
    remark:
      'With the invoice as soon as there is one. `action` is shown to the payer, `metadata` to the shop',
  },
  cancelPayment: {
    scope: 'payments:write',
    people: 'own ones; admins all',
    remark: 'At the provider first',
  },
  requestRefund: {
    scope: 'refunds:write',
    people: back,
    remark:
      'The `reason` stays with the shop; `noteToBuyer` stands in the mail, and PayPal shows it. Never more than was taken, however many ask at once. 409 while a dispute is open',
  },
  getInvoice: { scope: 'invoices:read', people: 'own ones; finance and admins all' },
  downloadInvoice: {
    scope: 'invoices:read',
    people: 'own ones; finance and admins all',
    remark: 'The link lives for five minutes',
  },
  getWallets: {},
  listRefundTasks: {
    people: back,
    remark: 'From providers without refunds, and from orders that were paid twice',
  },
  closeRefundTask: {
    people: back,
    remark:
      '`outcome` is `given_back` with a `proof`, `ask_provider`, or `dropped` with a `reason`',
  },
};

const accounts: Record<string, Note> = {
  listCustomers: { people: back },
  createCustomer: { people: back },
  getCustomer: { people: back },
  changeCustomer: { people: back, remark: 'A customer is archived, never deleted' },
  listProjects: { people: `${own}; admins with \`customerId\`` },
  createProject: {
    people: `${own}; admins with \`customerId\``,
    remark: '403 `plan_limit_reached` names the limit',
  },
  renameProject: { people: `${own}; admins` },
  archiveProject: { people: `${own}; admins` },
  listMembers: { people: 'the owner; admins' },
  addMember: {
    people: 'the owner; admins',
    remark: '403 `plan_limit_reached` names the limit',
  },
  changeMember: { people: 'the owner; admins' },
  removeMember: { people: 'the owner; admins', remark: 'In force within ten seconds' },
  listPlans: {},
  getSubscription: { people: `${own}; admins with \`customerId\`` },
  listApiKeys: { people: 'admins; owners their own', remark: 'Revoked ones too' },
  createApiKey: {
    people: 'admins; owners for keys that read',
    remark: 'The key is in this answer and in no other',
  },
  revokeApiKey: { people: 'admins; owners their own', remark: 'In force within ten seconds' },
};

const usage: Record<string, Note> = {
  ingestUsage: {
    scope: 'usage:write',
    remark:
      'CloudEvents, one or up to 1 000, with a verdict for each: [how to report](metering.md)',
  },
  getUsage: { scope: 'usage:read', people: `${own}; admins` },
  getUsageHistory: { scope: 'usage:read', people: `${own}; admins` },
  getUsagePeriod: {
    scope: 'usage:read',
    people: `${own}; ${back}`,
    remark: '[How to read it](metering.md#why-this-amount)',
  },
  checkUsage: { scope: 'usage:read', remark: 'One read; seconds behind the events' },
};

const administration: Record<string, Note> = {
  listSwitches: { people: 'admins' },
  setSwitch: {
    people: 'admins',
    remark: 'Warm functions follow within five seconds; running payments go on',
  },
  listInbox: { people: 'admins', remark: 'As they came, with what became of each' },
  replayNotification: { people: 'admins', remark: 'Harmless, however often' },
  listAudit: { people: 'admins', remark: 'With what was there before and after' },
};

export const notes: Readonly<Record<string, Note>> = {
  ...payments,
  ...accounts,
  ...usage,
  ...administration,
};
