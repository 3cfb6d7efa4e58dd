import { randomUUID } from 'node:crypto';
import { api, eventually, type Json, type Reply, token } from '#test/cloud';
import { storeCustomer } from './stored-members.ts';

export type Headers = Record<string, string>;

/** A customer that nobody else's test knows. */
export const aCustomerId = (): string => `cus_${randomUUID().replaceAll('-', '')}`;

/** Calls the API with these credentials alone. */
export const as = (headers: Headers, method: string, path: string, body?: unknown) =>
  api(method, path, { headers, body, asGuest: true });

/** Asks for an API key as an administrator does. */
export const createApiKey = async (
  request: { scopes: string[]; customerId?: string; expiresAt?: string },
  headers: Headers = {},
): Promise<Reply> =>
  as({ ...(await token({ role: 'admin' })), ...headers }, 'POST', '/v1/api-keys', {
    name: 'test',
    ...request,
  });

/** A new server key, as the header it is sent in; for a customer that is there from now on. */
export async function serverKey(
  scopes: string[],
  customerId?: string,
  more: { expiresAt?: string } = {},
): Promise<{ headers: Headers; apiKey: Json }> {
  if (customerId !== undefined) await storeCustomer(customerId);
  // A machine that is busy with other things may answer 5xx to somebody who comes first.
  const { status, text, body } = await eventually(async () => {
    const reply = await createApiKey({ scopes, customerId, ...more });
    return reply.status < 500 && reply;
  });
  if (status !== 201) throw new Error(`no key: ${status} ${text}`);
  return { headers: { 'x-api-key': body.key }, apiKey: body };
}
