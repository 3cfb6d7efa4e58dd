import { admins, may, nothingThere, type Row, unknown } from './verdicts.ts';

/** What is wrong with the shop: for its admins. */
export const alertRows: Record<string, Row> = {
  'GET /v1/admin/notices': { path: () => '/v1/admin/notices', may: admins },
  'POST /v1/admin/notices/{id}/read': {
    path: () => `/v1/admin/notices/ntc_${unknown}/read`,
    may: may({ admin: nothingThere }),
  },
  'GET /v1/admin/alerts': { path: () => '/v1/admin/alerts', may: admins },
  'POST /v1/admin/alerts/{id}/ack': {
    path: () => `/v1/admin/alerts/alt_${unknown}/ack`,
    body: () => ({ note: 'on it' }),
    may: may({ admin: nothingThere }),
  },
  'POST /v1/admin/alerts/test': {
    path: () => '/v1/admin/alerts/test',
    body: () => ({ severity: 'low' }),
    may: admins,
  },
  'PUT /v1/admin/alerts/maintenance': {
    path: () => '/v1/admin/alerts/maintenance',
    // Over before it begins: nothing is silenced for other tests.
    body: () => ({ until: '2026-11-21T00:00:00Z', reason: 'test' }),
    may: admins,
  },
};
