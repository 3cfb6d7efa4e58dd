import { tokenSubjectOf } from '#domain/invoices/read-invoice';
import { digestLetters } from '#messaging/digest-letters';
import { invoiceLetters } from '#messaging/invoice-letters';
import { paymentLetters } from '#messaging/payment-letters';
import { subscriptionLetters } from '#messaging/subscription-letters';
import { usageLetters } from '#messaging/usage-letters';
import { variableOf } from '#runtime/environment';
import { addresses } from './addresses.ts';
import { clientTokens } from './client-tokens.ts';
import { now } from './clock.ts';
import { setting } from './settings.ts';

const { notesPerHour, ...admin } = setting('MAIL_ADMIN');
const letterSettings = { brand: setting('BRAND'), from: variableOf('MAIL_FROM'), admin, now };
const { timeZone } = setting('SELLER');

/** All mails. */
export const letters = {
  ...invoiceLetters({
    ...letterSettings,
    downloadUrl: async (invoice) =>
      addresses.invoicePdf(invoice.id, (await clientTokens()).issue(tokenSubjectOf(invoice))),
    payUrl: async ({ id, content }) =>
      addresses.payInvoice({ id, locale: content.locale }, (await clientTokens()).issue(id)),
  }),
  ...paymentLetters({ ...letterSettings, timeZone }),
  ...digestLetters({ ...letterSettings, timeZone, notesPerHour }),
  ...subscriptionLetters(letterSettings),
  ...usageLetters(letterSettings),
};
