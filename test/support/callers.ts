import { randomUUID } from 'node:crypto';
import { api, type Json, type Reply, token } from '#test/cloud';

export type Headers = Record<string, string>;

/** A customer that nobody else's test knows. */
export const aCustomerId = (): string => `cus_${randomUUID().replaceAll('-', '')}`;

/** Calls the API with these credentials alone. */
export const as = (headers: Headers, method: string, path: string, body?: unknown) =>
  api(method, path, { headers, body, asGuest: true });

/** Asks for an API key as an administrator does. */
export const createApiKey = async (
  request: { scopes: string[]; customerId?: string },
  headers: Headers = {},
): Promise<Reply> =>
  as({ ...(await token({ role: 'admin' })), ...headers }, 'POST', '/v1/api-keys', {
    name: 'test',
    ...request,
  });

/** A new server key, as the header it is sent in. */
export async function serverKey(
  scopes: string[],
  customerId?: string,
): Promise<{ headers: Headers; apiKey: Json }> {
  const { status, text, body } = await createApiKey({ scopes, customerId });
  if (status !== 201) throw new Error(`no key: ${status} ${text}`);
  return { headers: { 'x-api-key': body.key }, apiKey: body };
}
