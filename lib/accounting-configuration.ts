import * as z from 'zod';
import type { Accounting, Accounts } from '#vocabulary/accounting';
import { exactly } from './exactly.ts';

/** Three digits of the general chart (PCG), and whatever the accountant adds. */
const number = z
  .string()
  .regex(/^[1-7]\d{2}[0-9A-Z]{0,13}$/, 'a number of the general chart starts with three digits');

const account = (preset: string, what: string) => number.default(preset).describe(what);

const numbered = (what: string) => number.optional().describe(what);

const providers = exactly<Accounts['providers']>()(
  z.strictObject({
    stripe: numbered('what Stripe holds; `511510`'),
    paypal: numbered('what PayPal holds; `511520`'),
    cinetpay: numbered('what CinetPay holds; `511530`'),
    external: numbered('what the external provider holds; `511540`'),
  }),
);

const accounts = exactly<Accounts>()(
  z.strictObject({
    customers: account('411000', 'what customers owe; each is an auxiliary account of it'),
    services: account('706000', 'services sold'),
    goods: account('707000', 'goods sold'),
    vatPrefix: account(
      '44571',
      'VAT collected; four digits follow, the rate in basis points: `445712000` is 20 %',
    ),
    deposits: account('419100', 'deposits received before the sale'),
    bank: account('512000', 'the shop’s bank account'),
    suspense: account('471000', 'money of a wrong amount, until a person decides'),
    disputes: account('467000', 'money withheld until a dispute is over'),
    providers: providers.default({}).describe('other accounts of payment providers than usual'),
  }),
);

/** How the file of accounting entries (FEC) names accounts. */
export const accountingConfiguration = exactly<Accounting>()(
  z.strictObject({
    accounts: accounts
      .default(() => accounts.parse({}))
      .describe('numbers of the general chart (PCG)'),
    firstMonth: z
      .int()
      .min(1)
      .max(12)
      .default(1)
      .describe('the month in which a fiscal year starts'),
  }),
);

export const defaultAccounting: Accounting = accountingConfiguration.parse({});
