import type { Invoice } from '#domain/invoices/invoice-store';
import { tokenSubjectOf } from '#domain/invoices/read-invoice';
import { activationLetters } from '#messaging/activation-letters';
import { alertLetters } from '#messaging/alert-letters';
import { digestLetters } from '#messaging/digest-letters';
import { endpointLetters } from '#messaging/endpoint-letters';
import { invoiceActLetters } from '#messaging/invoice-act-letters';
import { invoiceLetters } from '#messaging/invoice-letters';
import { paymentLetters } from '#messaging/payment-letters';
import { rejectionLetters } from '#messaging/rejection-letters';
import { subscriptionLetters } from '#messaging/subscription-letters';
import { usageLetters } from '#messaging/usage-letters';
import { variableOf } from '#runtime/environment';
import { addresses } from './addresses.ts';
import { clientTokens } from './client-tokens.ts';
import { now } from './clock.ts';
import { payUrl } from './pay-links.ts';
import { setting } from './settings.ts';

const { notesPerHour, ...admin } = setting('MAIL_ADMIN');
const letterSettings = { brand: setting('BRAND'), from: variableOf('MAIL_FROM'), admin, now };
const { timeZone } = setting('SELLER');

/** Whoever gets a mail may open its document. */
const downloadUrl = async (invoice: Invoice) =>
  addresses.invoicePdf(invoice.id, (await clientTokens()).issue(tokenSubjectOf(invoice)));

/** All mails. */
export const letters = {
  ...invoiceLetters({
    ...letterSettings,
    downloadUrl,
    signInUrl: addresses.signIn(),
    payUrl,
  }),
  ...invoiceActLetters({ ...letterSettings, downloadUrl, payUrl }),
  ...paymentLetters({ ...letterSettings, timeZone, downloadUrl }),
  ...digestLetters({ ...letterSettings, timeZone, notesPerHour }),
  ...subscriptionLetters(letterSettings),
  ...usageLetters(letterSettings),
  ...rejectionLetters(letterSettings),
  ...alertLetters({ ...letterSettings, timeZone }),
  ...endpointLetters({ ...letterSettings, timeZone }),
  ...activationLetters({
    ...letterSettings,
    activationUrl: (link, token) => addresses.activation(link, token),
  }),
};
