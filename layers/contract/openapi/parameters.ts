import type { Operation } from '../operations/operation.ts';
import type { JsonObject, SchemaBook } from './schemas.ts';

/** Example values of path and query parameters, by name. */
export type ParameterExamples = Readonly<Record<string, string>>;

/** Path parameters, by their position. */
const inPath: Readonly<Record<string, string>> = {
  '/v1/payments/{id}': 'The id of the payment, `pay_…`.',
  '/v1/payments/{id}/refunds/{refundId}': 'The id of the refund, `ref_…`.',
  '/v1/admin/notices/{id}': 'The notice’s id, `ntc_…`.',
  '/v1/admin/alerts/{id}': 'The alert’s id, `alt_…`.',
  '/v1/admin/products/{id}': 'The id of the product, `prd_…`.',
  '/v1/orders/{id}': 'The id of the order, `ord_…`.',
  '/v1/orders/{id}/files/{fileId}': 'The id of the file, `file_…`.',
  '/v1/invoices/{id}': 'The id of the invoice, `inv_…`.',
  '/v1/admin/invoices/{id}': 'The id of the invoice, `inv_…`.',
  '/v1/admin/customers/{id}': 'The id of the customer, `cus_…`.',
  '/v1/projects/{id}': 'The id of the project, `prj_…`.',
  '/v1/members/{id}': 'The id of the member, `mem_…`.',
  '/v1/activations/{token}': 'The token of the mailed link, `at_…`.',
  '/v1/billing/payment-methods/{id}': 'The id of the saved card, `pm_…`.',
  '/v1/api-keys/{id}': 'The id of the API key, `key_…`: not the key itself.',
  '/v1/admin/inbox/{id}': 'The id of the notification, `ntf_…`.',
  '/v1/admin/webhook-endpoints/{id}': 'The id of the endpoint, `we_…`.',
  '/v1/admin/webhook-deliveries/{id}': 'The id of the delivery, `we_…-evt_…`.',
  '/v1/admin/messages/{id}': 'The id of the mail, `msg_…`.',
  '/v1/admin/exports/{kind}':
    '`invoices`: a table (CSV). `pdf`: the PDFs of a month (ZIP). `fec`: accounting entries (art. A47 A-1 LPF).',
  '/v1/usage/periods/{month}': 'A closed month, `2026-11`.',
};

const forCustomer = 'Only for this customer. People of a single customer may leave it out.';

const inQuery: Readonly<Record<string, string>> = {
  limit: 'Maximum number of entries in one answer.',
  cursor: '`nextCursor` of the previous answer.',
  customerId: forCustomer,
  status: 'Only those with this status.',
  invoiceId: 'Only what is about this invoice.',
  provider: 'Only from this provider.',
  method: 'Only payments by this method.',
  from: 'Created at this time or later; a day starts at midnight UTC, of invoices in the seller’s zone, of metrics in `timeZone`.',
  to: 'Created at this time or earlier; a day is included.',
  bucket: 'By what to count; by `day` when left out and more than two days are asked for.',
  timeZone: 'In whose calendar days begin, `Africa/Dakar`; the seller’s when left out.',
  year: 'The year of issue, in the seller’s zone; of an export the current one when left out, and of `fec` the fiscal year that starts in it.',
  sort: 'What to sort by; descending with `-`.',
  format: 'Takes precedence over `Accept`.',
  locale: 'The language of a table’s headings; French when left out.',
  q: 'Words to search for.',
  unread: 'Only those that you have not read.',
  state: 'Only those in this state.',
  verdict: 'Only notifications with this verdict.',
  paymentId: 'Only what is about this payment.',
  domain: 'The host name of the page, without scheme and port.',
  month: 'A month, `2026-11`; the current one when left out.',
  project: 'The id of the project, `prj_…`.',
  meter: 'What is counted.',
  decimal:
    'Of `invoices`: `comma` for a French spreadsheet, with French headings; `point` for programs.',
  day: 'A day in UTC, `2026-11-28`; today when left out.',
  refresh: '`true` writes the file anew.',
};

/** Parameters that many operations share, by their reference name. */
export const sharedParameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Your own id for this request, 1 to 255 visible ASCII characters. The same key with the same JSON value gets the same answer, so a request may be repeated until it is answered.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: 'order-1042',
  },
  ActingCustomer: {
    name: 'x-customer',
    in: 'header',
    required: false,
    description: 'For a person who belongs to several customers: the one they act for.',
    schema: { type: 'string' },
    example: 'cus_01M7Y4MMKF2S5D8G1J4M7Q0T3V',
  },
} as const satisfies Record<string, JsonObject>;

const shared = (name: keyof typeof sharedParameters) => ({
  $ref: `#/components/parameters/${name}`,
});

export const parametersOf = (
  operation: Operation,
  book: SchemaBook,
  examples: ParameterExamples,
): JsonObject[] => [
  ...pathParameters(operation, examples),
  ...queryParameters(operation, book, examples),
  ...(operation.method === 'post' && !operation.isRepeatable ? [shared('IdempotencyKey')] : []),
  ...(operation.security.includes('bearer') ? [shared('ActingCustomer')] : []),
];

const pathParameters = ({ path }: Operation, examples: ParameterExamples) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(({ 0: braced, 1: name = '', index }) => ({
    name,
    in: 'path',
    required: true,
    description: textOf(inPath, path.slice(0, index + braced.length)),
    schema: { type: 'string' },
    ...exampleOf(name, examples),
  }));

function queryParameters({ query }: Operation, book: SchemaBook, examples: ParameterExamples) {
  if (!query) return [];
  const { properties = {}, required = [] } = book.describe(query, 'input') as {
    properties?: Record<string, JsonObject>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description: textOf(inQuery, name),
    schema,
    ...exampleOf(name, examples, schema.type),
  }));
}

const exampleOf = (name: string, examples: ParameterExamples, type?: unknown) =>
  examples[name] === undefined
    ? {}
    : { example: type === 'integer' ? Number(examples[name]) : examples[name] };

function textOf(texts: Readonly<Record<string, string>>, key: string): string {
  const text = texts[key];
  if (text === undefined) throw new Error(`layers/contract/openapi does not explain ${key}`);
  return text;
}
