import { notingPeople } from '#domain/monitoring/noting-people';
import { DynamoActivationStore } from '#stores/activation-store';
import { DynamoAddressStore } from '#stores/address-store';
import { acting } from '#wiring/acting';
import { mainTable } from '#wiring/main-table';
import { countingFailedProofs } from '#wiring/proofs';
import { noteTrouble } from '#wiring/troubles';
import { userDirectory } from '#wiring/user-directory';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  activations: new DynamoActivationStore(mainTable),
  addresses: new DynamoAddressStore(mainTable),
  users: notingPeople(userDirectory, noteTrouble),
}).use(countingFailedProofs);
