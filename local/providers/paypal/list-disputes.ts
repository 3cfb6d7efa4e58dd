import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { disputeObject, disputeSummary } from './money-objects.ts';
import type { Dispute } from './records.ts';
import { get } from './wire.ts';

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
  const items = found.slice(0, pageSize(query)).map((dispute) => ({
    ...disputeSummary(account, dispute),
    dispute_state: states[dispute.status],
  }));
  const self = `${account.url}/v1/customer/disputes?${query}`;
  return { status: 200, body: { items, links: [get(self)] } };
};

/** `GET /v1/customer/disputes/{id}` */
export const readDispute: Endpoint = ({ account, ids }) => ({
  status: 200,
  body: disputeObject(account, account.dispute(ids.id)),
});

function pageSize(query: URLSearchParams): number {
  const text = query.get('page_size') ?? String(usualPageSize);
  const size = /^\d+$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= pageSizeMax) return size;
  throw failure('INVALID_PARAMETER_VALUE', { field: 'page_size', value: text });
}
