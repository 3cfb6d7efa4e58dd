import { randomUUID } from 'node:crypto';
import { as, type Headers } from '#test/callers';
import { endpoints, eventually, type Json, request } from '#test/cloud';

const path = '/v1/admin/webhook-endpoints';

/** A receiver that nobody else's test knows, at the simulated one of the local cloud. */
export function aReceiver() {
  const name = randomUUID();
  const { receiver } = endpoints.providers;
  const control = async (method: string, wish?: object): Promise<Json> =>
    (await request(method, `${receiver}/_sim/receivers/${name}`, { body: wish })).body;
  const received = async (): Promise<Json[]> => (await control('GET')).received;
  return {
    url: `${receiver}/hooks/${name}`,
    received,
    /** Waits for a message of this event to arrive. */
    arrived: (isIt: (message: Json) => boolean): Promise<Json> =>
      eventually(async () => (await received()).find(isIt)),
    behave: (behaviour: string) => control('PUT', { behaviour }),
    knows: (secret: string) => control('PUT', { secret }),
  };
}

/** An endpoint that sends to a receiver, which knows its secret. */
export async function anEndpoint(admin: Headers, wish: object = {}): Promise<Json> {
  const receiver = aReceiver();
  const { status, body, text } = await as(admin, 'POST', path, { url: receiver.url, ...wish });
  if (status !== 201) throw new Error(`no endpoint: ${status} ${text}`);
  await receiver.knows(body.secret);
  const call = (method: string, suffix: string, sent?: object) =>
    as(admin, method, `${path}/${body.id}${suffix}`, sent);
  return { ...body, receiver, call };
}

/** What a test has made for all events would get those of the tests after it. */
export async function removeEndpoints(admin: Headers): Promise<void> {
  const { body } = await as(admin, 'GET', path);
  for (const { id } of body.data) await as(admin, 'DELETE', `${path}/${id}`);
}
