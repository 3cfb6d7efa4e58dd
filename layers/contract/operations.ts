import { adminOperations } from './operations/admin-operations.ts';
import { customerOperations } from './operations/customer-operations.ts';
import type { Operation } from './operations/operation.ts';
import { paymentOperations } from './operations/payment-operations.ts';
import { usageOperations } from './operations/usage-operations.ts';

/** Every operation that clients call, in the order of the documentation. */
export const operations: readonly Operation[] = [
  ...paymentOperations,
  ...customerOperations,
  ...usageOperations,
  ...adminOperations,
];
