/** The chapters of the API, in the order of the documentation. */
export const tags = {
  Payments: 'From the request to pay to the money.',
  Refunds: 'Money that is given back.',
  Invoices: 'What was sold, with VAT, as a PDF.',
  'API keys': 'How servers call.',
  Switches: 'What is open for new payments.',
  Inbox: 'What providers have sent.',
  Audit: 'Who did what.',
  Customers: 'Billing accounts.',
  Projects: 'What usage is counted for.',
  Members: 'The people of a customer.',
  Subscriptions: 'The plan of a customer.',
  Plans: 'What a month costs and allows.',
  Usage: 'What was used, held against the plan, and billed.',
} as const;

export type Tag = keyof typeof tags;
