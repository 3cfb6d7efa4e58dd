import { accountExamples } from './examples/account-examples.ts';
import { adminExamples } from './examples/admin-examples.ts';
import { alertExamples } from './examples/alert-examples.ts';
import { exportExamples } from './examples/export-examples.ts';
import { financeExamples } from './examples/finance-examples.ts';
import { invoiceExamples } from './examples/invoice-examples.ts';
import { mailExamples } from './examples/mail-examples.ts';
import { monitoringExamples } from './examples/monitoring-examples.ts';
import { orderExamples } from './examples/order-examples.ts';
import { paymentExamples } from './examples/payment-examples.ts';
import { usageExamples } from './examples/usage-examples.ts';
import { webhookExamples } from './examples/webhook-examples.ts';

/** Example answers, by the operation's id. The sample events hold the requests. */
export const answerExamples: Readonly<Record<string, unknown>> = {
  ...paymentExamples,
  ...invoiceExamples,
  ...orderExamples,
  ...accountExamples,
  ...usageExamples,
  ...financeExamples,
  ...adminExamples,
  ...alertExamples,
  ...exportExamples,
  ...mailExamples,
  ...monitoringExamples,
  ...webhookExamples,
};
