import type { PayPalAccount } from './account.ts';
import type { Dispute } from './dispute.ts';
import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { instant } from './instant.ts';
import { get } from './links.ts';
import { wireMoney } from './money.ts';

const usualPageSize = 10;
const pageSizeMax = 50;

const states = {
  OPEN: 'OPEN_INQUIRIES',
  WAITING_FOR_SELLER_RESPONSE: 'REQUIRED_ACTION',
  UNDER_REVIEW: 'UNDER_PAYPAL_REVIEW',
  RESOLVED: 'RESOLVED',
} as const satisfies Record<Dispute['status'], string>;

/** `GET /v1/customer/disputes`: summaries, newest first, without the outcome of a dispute. */
export const listDisputes: Endpoint = ({ account, query }) => {
  const transaction = query.get('disputed_transaction_id');
  if (transaction !== null && query.has('start_time')) {
    throw failure('INVALID_PARAMETER_VALUE', { field: 'start_time' });
  }
  const found = [...account.disputes.values()]
    .filter(({ capture }) => transaction === null || capture.id === transaction)
    .reverse();
  const items = found.slice(0, pageSize(query)).map((dispute) => summary(account, dispute));
  const self = `${account.baseUrl()}/v1/customer/disputes?${query}`;
  return { status: 200, body: { items, links: [get(self)] } };
};

function pageSize(query: URLSearchParams): number {
  const text = query.get('page_size') ?? String(usualPageSize);
  const size = /^\d+$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= pageSizeMax) return size;
  throw failure('INVALID_PARAMETER_VALUE', { field: 'page_size', value: text });
}

function summary({ baseUrl }: PayPalAccount, dispute: Dispute): object {
  const { id, capture, status, amount } = dispute;
  return {
    dispute_id: id,
    create_time: instant(dispute.createdMs),
    update_time: instant(dispute.updatedMs),
    reason: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
    status,
    dispute_state: states[status],
    dispute_amount: wireMoney({ ...capture.sum, amount }),
    dispute_life_cycle_stage: 'CHARGEBACK',
    dispute_channel: 'INTERNAL',
    links: [get(`${baseUrl()}/v1/customer/disputes/${id}`)],
  };
}
