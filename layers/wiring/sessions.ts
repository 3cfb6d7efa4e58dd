import { variableOf } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import type { Stage } from '#vocabulary/stages';
import { mainTable } from './main-table.ts';
import { membershipsOf } from './memberships.ts';
import { verifyToken } from './token-verifier.ts';

const customers = new DynamoCustomerStore(mainTable);

/** For functions that answer a person's whole session. */
export const sessions = {
  verifyToken,
  membershipsOf,
  findCustomer: (id: string) => customers.find(id),
  stage: variableOf('STAGE') as Stage,
};
