import { accessFunctions } from './functions/access-functions.ts';
import { customerFunctions } from './functions/customer-functions.ts';
import { invoiceFunctions } from './functions/invoice-functions.ts';
import { operationFunctions } from './functions/operation-functions.ts';
import { paymentFunctions } from './functions/payment-functions.ts';
import { usageFunctions } from './functions/usage-functions.ts';

export type {
  FunctionNeeds,
  Setting,
} from './functions/function-needs.ts';

/** Every function, keyed by its folder below functions/. */
export const functions = {
  ...accessFunctions,
  ...paymentFunctions,
  ...invoiceFunctions,
  ...customerFunctions,
  ...usageFunctions,
  ...operationFunctions,
} as const;

export type FunctionName = keyof typeof functions;
