import { accessFunctions } from './functions/access-functions.ts';
import { authFunctions } from './functions/auth-functions.ts';
import { billingFunctions } from './functions/billing-functions.ts';
import { customerFunctions } from './functions/customer-functions.ts';
import { exportFunctions } from './functions/export-functions.ts';
import { financeFunctions } from './functions/finance-functions.ts';
import { invoiceActionFunctions } from './functions/invoice-action-functions.ts';
import { invoiceFunctions } from './functions/invoice-functions.ts';
import { metricsFunctions } from './functions/metrics-functions.ts';
import { monitoringFunctions } from './functions/monitoring-functions.ts';
import { operationFunctions } from './functions/operation-functions.ts';
import { orderFunctions } from './functions/order-functions.ts';
import { paymentFunctions } from './functions/payment-functions.ts';
import { peopleFunctions } from './functions/people-functions.ts';
import { platformFunctions } from './functions/platform-functions.ts';
import { privacyFunctions } from './functions/privacy-functions.ts';
import { usageFunctions } from './functions/usage-functions.ts';
import { webhookAdminFunctions } from './functions/webhook-admin-functions.ts';
import { webhookFunctions } from './functions/webhook-functions.ts';

export type {
  FunctionNeeds,
  Setting,
} from './functions/function-needs.ts';

/** Every function, keyed by its folder below functions/. */
export const functions = {
  ...accessFunctions,
  ...authFunctions,
  ...paymentFunctions,
  ...orderFunctions,
  ...invoiceFunctions,
  ...financeFunctions,
  ...invoiceActionFunctions,
  ...exportFunctions,
  ...platformFunctions,
  ...customerFunctions,
  ...peopleFunctions,
  ...privacyFunctions,
  ...billingFunctions,
  ...usageFunctions,
  ...operationFunctions,
  ...metricsFunctions,
  ...monitoringFunctions,
  ...webhookFunctions,
  ...webhookAdminFunctions,
} as const;

export type FunctionName = keyof typeof functions;
