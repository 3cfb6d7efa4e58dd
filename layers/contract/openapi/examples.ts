import { accountExamples } from './examples/account-examples.ts';
import { adminExamples } from './examples/admin-examples.ts';
import { paymentExamples } from './examples/payment-examples.ts';
import { usageExamples } from './examples/usage-examples.ts';

/** By the id of the operation, what it may answer. What callers send is in the sample events. */
export const answerExamples: Readonly<Record<string, unknown>> = {
  ...paymentExamples,
  ...accountExamples,
  ...usageExamples,
  ...adminExamples,
};
