import { adminOperations } from './operations/admin-operations.ts';
import { alertOperations } from './operations/alert-operations.ts';
import { billingOperations } from './operations/billing-operations.ts';
import { customerOperations } from './operations/customer-operations.ts';
import { exportOperations } from './operations/export-operations.ts';
import { financeOperations } from './operations/finance-operations.ts';
import { invoiceOperations } from './operations/invoice-operations.ts';
import { mailOperations } from './operations/mail-operations.ts';
import { monitoringOperations } from './operations/monitoring-operations.ts';
import type { Operation } from './operations/operation.ts';
import { orderOperations } from './operations/order-operations.ts';
import { paymentOperations } from './operations/payment-operations.ts';
import { peopleOperations } from './operations/people-operations.ts';
import { sessionOperations } from './operations/session-operations.ts';
import { usageOperations } from './operations/usage-operations.ts';
import { webhookOperations } from './operations/webhook-operations.ts';

/** Every operation that clients call, in the order of the documentation. */
export const operations: readonly Operation[] = [
  ...paymentOperations,
  ...invoiceOperations,
  ...mailOperations,
  ...orderOperations,
  ...sessionOperations,
  ...customerOperations,
  ...peopleOperations,
  ...billingOperations,
  ...financeOperations,
  ...usageOperations,
  ...adminOperations,
  ...alertOperations,
  ...exportOperations,
  ...monitoringOperations,
  ...webhookOperations,
];
