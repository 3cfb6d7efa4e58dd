import { messageTexts } from './message-names.ts';
import { accountTexts } from './texts/account-texts.ts';
import { adminTexts } from './texts/admin-texts.ts';
import { alertTexts } from './texts/alert-texts.ts';
import { exportTexts } from './texts/export-texts.ts';
import { financeTexts } from './texts/finance-texts.ts';
import { invoiceTexts } from './texts/invoice-texts.ts';
import { mailTexts } from './texts/mail-texts.ts';
import { monitoringTexts } from './texts/monitoring-texts.ts';
import { orderTexts } from './texts/order-texts.ts';
import { paymentTexts } from './texts/payment-texts.ts';
import type { Texts } from './texts/texts.ts';
import { usageTexts } from './texts/usage-texts.ts';
import { webhookTexts } from './texts/webhook-texts.ts';

/** The descriptions of all named schemas. */
export const texts: Texts = {
  ...paymentTexts,
  ...invoiceTexts,
  ...orderTexts,
  ...accountTexts,
  ...usageTexts,
  ...financeTexts,
  ...adminTexts,
  ...alertTexts,
  ...exportTexts,
  ...mailTexts,
  ...monitoringTexts,
  ...webhookTexts,
  ...messageTexts,
};
