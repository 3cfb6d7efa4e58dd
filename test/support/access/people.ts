import { keys } from '#stores/keys';
import { aCustomerId, as, type Headers, serverKey } from '#test/callers';
import { api, initiate, invoiced, type Json, press, token } from '#test/cloud';
import { mainTable, storeCustomer } from '#test/stored-members';

/** Every kind of caller; all but the shop's own people and keys belong to the first customer. */
export const callerNames = [
  'guest',
  'holder',
  'member',
  'owner',
  'finance',
  'admin',
  'shopKey',
  'boundKey',
  'keyWithoutScope',
] as const;

export type CallerName = (typeof callerNames)[number];

/** A customer with one of everything. */
export type Shopper = {
  id: string;
  owner: Headers;
  member: Headers;
  pending: Json;
  paid: Json;
  /** One to read, and one to fulfil and cancel. */
  orders: { kept: string; spare: string };
  /** One that stays, and one to change and to archive. */
  projects: { kept: string; spare: string };
};

export async function aShopper(): Promise<Shopper> {
  const id = aCustomerId();
  await storeCustomer(id);
  const customer = { email: `${id}@example.com`, name: 'Awa Diop', customerId: id };
  const paying = await initiate({ customer });
  await press(paying, 'pay');
  return {
    id,
    owner: await token({ role: 'owner', customerId: id }),
    member: await token({ role: 'member', customerId: id }),
    pending: await initiate({ customer }),
    paid: { ...paying, ...(await invoiced(paying.id)) },
    orders: { kept: await anOrderWithFile(customer), spare: await anOrder(customer) },
    projects: { kept: await aProject(id), spare: await aProject(id) },
  };
}

const everyScope = [
  'payments:write',
  'payments:read',
  'refunds:write',
  'invoices:read',
  'usage:write',
  'usage:read',
];

/** The credentials of each kind of caller. */
export async function callersOf(shopper: Shopper): Promise<Record<CallerName, Headers>> {
  const { id, owner, member, paid } = shopper;
  return {
    guest: {},
    holder: { 'x-client-token': paid.clientToken },
    member,
    owner,
    finance: await token({ role: 'finance' }),
    admin: await token({ role: 'admin' }),
    shopKey: (await serverKey(everyScope)).headers,
    boundKey: (await serverKey(everyScope, id)).headers,
    keyWithoutScope: (await serverKey(['metrics:read'])).headers,
  };
}

export const asAdmin = async (method: string, path: string, body?: unknown): Promise<Json> =>
  (await as(await token({ role: 'admin' }), method, path, body)).body;

const aProject = async (customerId: string): Promise<string> =>
  (await asAdmin('POST', '/v1/projects', { name: 'Site vitrine', customerId })).id;

/** As the job leaves it in an order; its bytes are not looked at. */
export const keptFile = {
  id: 'file_01M7Y4MMKF9W2Z5C8F1J4N7R0V',
  name: 'affiche.pdf',
  contentType: 'application/pdf',
  bytes: 7,
  status: 'kept',
};

async function anOrderWithFile(customer: object): Promise<string> {
  const id = await anOrder(customer);
  const table = await mainTable();
  await table.write({
    update: {
      key: keys.order(id),
      expression: 'SET files = :files',
      values: { ':files': [keptFile] },
    },
  });
  return id;
}

const anOrder = async (customer: object): Promise<string> => {
  const lines = [{ description: 'Sur mesure', quantity: 1, unitAmount: 100 }];
  return (await api('POST', '/v1/orders', { body: { customer, lines, currency: 'EUR' } })).body.id;
};
