import { randomBytes } from 'node:crypto';
import { activate } from '#domain/activations/activate';
import { guestCustomer } from '#domain/customers/guest-customer';
import { DynamoActivationStore } from '#stores/activation-store';
import { DynamoAddressStore } from '#stores/address-store';
import { DynamoGuestCustomers, guestCustomerWrites } from '#stores/guest-customers';
import { Table } from '#stores/table';
import { someTokens } from '#test/activations';
import { noPause } from '#test/clock';
import { somePlans } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { MemoryUserDirectory } from '#test/memory-user-directory';

const noon = { now: new Date('2026-11-21T12:00:00.000Z'), randomBytes, requestId: 'request-1' };
const password = 'Un bateau bleu, 3 voiles';

test('a click that reads while another one is saved is answered like it', async () => {
  const memory = new MemoryTable();
  const guests = {
    guests: new DynamoGuestCustomers(memory.table),
    tokens: someTokens,
    plans: somePlans,
    timeZone: 'Europe/Paris',
  };
  const order = { buyer: { email: 'awa@example.com', name: 'Awa Diop' }, locale: 'fr' as const };
  const { customer, write } = await guestCustomer(guests, order, noon);
  await memory.table.writeTogether(guestCustomerWrites(write!));

  const users = new MemoryUserDirectory();
  const click = (table: Table) => {
    const stores = {
      activations: new DynamoActivationStore(table),
      addresses: new DynamoAddressStore(table),
    };
    const token = someTokens.issue(customer.id, 1);
    return activate({ ...stores, users, pause: noPause }, { token, password }, noon);
  };
  let first: ReturnType<typeof click> | undefined;
  const send = async (command: never) => {
    const answer = await memory.send(command);
    // The slower click has read the link, and not yet the customer.
    first ??= click(memory.table);
    await first;
    return answer;
  };
  const second = await click(new Table({ send } as never, 'main'));
  expect(second).toEqual(await first);
});
