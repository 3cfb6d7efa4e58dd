import { asAdmin } from './people.ts';
import { may, type Reach, type Row, refused, unknown } from './verdicts.ts';

const path = '/v1/admin/webhook-endpoints';

const list: Reach = { own: 'yes', other: 'yes', nobody: 'yes' };
const thing: Reach = { own: 'yes', other: 'yes', nobody: 404 };

/** A new one each time: some calls use it up. */
async function anEndpoint(): Promise<string> {
  const body = { url: 'http://127.0.0.1:9/nobody-listens' };
  return (await asAdmin('POST', path, body)).id;
}

const of = (suffix: string) => ({
  path: async () => `${path}/${await anEndpoint()}${suffix}`,
  nobody: `${path}/we_${unknown}${suffix}`,
  may: may({ admin: thing }, refused),
});

const delivery = `we_${unknown}-evt_${unknown}`;

/** Only admins decide which systems are told of everybody’s payments. */
export const webhookRows: Record<string, Row> = {
  [`GET ${path}`]: { path: () => path, may: may({ admin: list }) },
  [`POST ${path}`]: {
    path: () => path,
    body: () => ({ url: 'https://warehouse.example/hooks' }),
    may: may({ admin: list }),
  },
  [`PATCH ${path}/{id}`]: { ...of(''), body: () => ({ types: ['payment.*'] }) },
  [`DELETE ${path}/{id}`]: of(''),
  [`POST ${path}/{id}/test`]: of('/test'),
  [`POST ${path}/{id}/rotate-secret`]: of('/rotate-secret'),
  [`GET ${path}/{id}/deliveries`]: of('/deliveries'),
  [`POST ${path}/{id}/replay`]: {
    ...of('/replay'),
    body: () => ({ from: '2032-01-01T00:00:00Z', to: '2032-01-02T00:00:00Z' }),
  },
  'GET /v1/admin/webhook-deliveries': {
    path: () => '/v1/admin/webhook-deliveries?day=2032-01-01',
    may: may({ admin: list }),
  },
  'POST /v1/admin/webhook-deliveries/{id}/replay': {
    path: () => `/v1/admin/webhook-deliveries/${delivery}/replay`,
    may: may({ admin: { own: 404, other: 404, nobody: 404 } }),
  },
};
