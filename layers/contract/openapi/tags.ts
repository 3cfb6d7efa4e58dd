/** The chapters of the API, in the order of the documentation. */
export const tags = {
  Payments: 'From the request to pay until the money has arrived.',
  Products: 'What is sold, at which price.',
  Orders: 'What a buyer wants to buy, until it is delivered.',
  Refunds: 'Money returned to buyers.',
  Invoices: 'What was sold, with VAT, as a PDF.',
  Messages: 'What was mailed to customers, and what became of it.',
  Exports: 'Files for the accountant.',
  Session: 'Who is signed in.',
  'API keys': 'How servers authenticate.',
  Switches: 'Which providers and methods accept new payments.',
  Inbox: 'What providers have sent.',
  Audit: 'Who did what.',
  Alerts: 'What is wrong with the shop, and who looks after it.',
  Metrics: 'How the shop is doing: counts, durations, health.',
  Webhooks: 'Which systems of yours are told of events, and what became of it.',
  Customers: 'Billing accounts.',
  Projects: 'What usage is counted for.',
  Members: 'The people of a customer.',
  Activations: 'How a guest, or an invited person, gets an account.',
  Subscriptions: 'The plan of a customer.',
  Billing: 'What a customer’s own people keep for its bills.',
  Plans: 'What a month costs and allows.',
  Usage: 'What was used, compared with the plan, and billed.',
} as const;

export type Tag = keyof typeof tags;
