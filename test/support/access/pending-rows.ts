import type { Shopper } from './people.ts';
import { all, may, nothingThere, own, type Row, unknown } from './verdicts.ts';

const pending = (suffix: string) => ({
  path: ({ pending: { id } }: Shopper) => `/v1/payments/${id}${suffix}`,
  nobody: `/v1/payments/pay_${unknown}${suffix}`,
});

/** Finance reads only. The holder's token is of another payment. */
const mayChange = may({
  holder: nothingThere,
  member: own,
  owner: own,
  admin: all,
  shopKey: all,
  boundKey: own,
});

/** What can be done with a payment that is not paid yet. */
export const pendingRows: Record<string, Row> = {
  'PATCH /v1/payments/{id}/customer': {
    ...pending('/customer'),
    body: () => ({ purchaseOrder: 'BC-2026/0042' }),
    may: mayChange,
  },
  'POST /v1/payments/{id}/cancel': { ...pending('/cancel'), may: mayChange },
};
