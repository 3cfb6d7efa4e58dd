import { asAdmin } from './people.ts';
import { may, type Reach, type Row, refused, unknown } from './verdicts.ts';

const path = '/v1/admin/webhook-endpoints';

const list: Reach = { own: 'yes', other: 'yes', nobody: 'yes' };
const thing: Reach = { own: 'yes', other: 'yes', nobody: 404 };

/** Of what hardly ever happens: other tests' events have nobody to wait for. */
const wish = { url: 'http://127.0.0.1:9/nobody-listens', types: ['usage.month_closed'] };

let made: string | undefined;

/** The same one for all calls, until one of them has removed it. */
async function anEndpoint(): Promise<string> {
  const { data } = await asAdmin('GET', path);
  if (!data.some(({ id }: { id: string }) => id === made))
    made = (await asAdmin('POST', path, wish)).id;
  return made!;
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
    body: () => wish,
    may: may({ admin: list }),
  },
  [`PATCH ${path}/{id}`]: { ...of(''), body: () => ({ types: wish.types }) },
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
