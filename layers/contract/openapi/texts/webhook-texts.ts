import type { PublicEventType } from '#vocabulary/webhooks';
import type { Texts } from './texts.ts';

/** What each type says, in one sentence. */
export const messageMeanings: Readonly<Record<PublicEventType | 'ping', string>> = {
  'payment.completed': 'The provider has the requested amount.',
  'payment.failed': 'The payment failed; late money still completes it.',
  'payment.cancelled': 'The payment was cancelled; late money still completes it.',
  'payment.expired': 'Nobody paid in time; late money still completes it.',
  'payment.review': 'Another amount or currency was paid: a person must decide.',
  'payment.duplicate':
    'Another payment had already paid for the order: this one is to be refunded.',
  'payment.disputed': 'The buyer disputes the payment, or the bank inquires.',
  'payment.dispute_closed': 'The dispute was won, lost or withdrawn.',
  'payment.refunded': 'Money of the payment was refunded.',
  'refund.failed': 'A refund did not reach the buyer.',
  'refund.task_opened': 'A person must refund the money by hand.',
  'invoice.issued': 'An invoice has its number and its document.',
  'invoice.paid': 'An invoice that was issued before has been paid.',
  'invoice.rejected': 'The invoicing platform or the buyer refused the document.',
  'credit_note.issued': 'A refund, a lost dispute or a correction has its credit note.',
  'order.paid': 'An order is paid, and its customer is known.',
  'order.paid_late':
    'An order that was cancelled or expired has been paid, and is in progress again.',
  'order.files_lacking': 'A file of a paid order is missing, or not what was announced.',
  'order.refunded': 'All money of the order was refunded.',
  'subscription.activated': 'A month of a plan was paid for.',
  'subscription.renewal_due': 'The paid period ends in a week.',
  'subscription.cancelled': 'The plan will end with its paid period.',
  'subscription.ended': 'The plan has ended: refunded, cancelled, or replaced by another one.',
  'subscription.expired': 'The plan was not renewed in time.',
  'usage.threshold_crossed': 'A customer has used 80, 95 or 100 % of a meter of its plan.',
  'usage.month_closed': 'A customer’s month is closed, and its overage is known.',
  'customer.activated': 'A guest has proven the mailbox and can sign in.',
  'customer.erased': 'The person is erased; delete your copies.',
  ping: 'A test that an admin sent.',
};

const personal = 'Only for endpoints that include the customer.';

const endpoint = {
  types: '`*` for all, the beginning of names (`payment.*`), or whole names.',
  include: '`customer`: messages then say who the buyer is, and what people wrote.',
  failingSince: 'When the first attempt failed since one succeeded; null while all is well.',
  disabledReason:
    '`failing`: no attempt succeeded for five days. `gone`: it answered 410. `admin`: by hand.',
  previousSecretUntil: 'Until then messages are also signed with the secret before.',
};

export const webhookTexts: Texts = {
  CreateWebhookEndpointRequest: {
    self: 'An address that is to be told of events.',
    url: 'https, port 443, a public host name; no user name, IP address, or address of this API.',
    types: endpoint.types,
    include: endpoint.include,
  },
  ChangeWebhookEndpointRequest: {
    self: 'What is left out stays as it is; null removes the description.',
    force: 'Enables without a test.',
    sendMissed: 'Enables, and sends what was not sent meanwhile.',
  },
  RotateWebhookSecretRequest: {
    overlapHours: 'How long the secret before stays valid. 0 ends it at once: for one that leaked.',
  },
  WebhookEndpoint: { ...endpoint, self: 'An address that is told of events.' },
  WebhookEndpointWithSecret: {
    ...endpoint,
    self: 'The same with its secret.',
    secret:
      '`whsec_` and the key in base64: receivers verify with the decoded bytes. Null when the answer is repeated.',
  },
  WebhookAttempt: {
    self: 'One POST to the receiver.',
    status: 'What it answered; null when no answer came.',
    error: 'Why no answer came; null when one did.',
    answer: 'The beginning of an answer that refused; null otherwise.',
  },
  WebhookDelivery: {
    self: 'An event on its way to one endpoint.',
    state:
      '`pending` until it is `delivered`, or `failed` after ten attempts in three days. `skipped`: the endpoint was disabled.',
    nextAt: 'When it is tried again; null also while it waits for its endpoint to recover.',
    attempts: 'The last twenty, newest last.',
  },
  TestedWebhookEndpoint: {
    self: 'What the receiver answered to a test.',
    delivered: 'Whether an event would count as delivered.',
    answer: 'The beginning of the answer; null when there was none.',
  },
  ReplayWebhookDeliveriesRequest: {
    self: 'By the times of the events, both included.',
    dryRun: 'Counts, and sends nothing.',
  },
  ReplayedWebhookDeliveries: {
    self: 'How many deliveries are sent once more.',
    isMore: 'There are more than were counted; they are sent as well.',
  },
  WebhookPayment: {
    self: 'A payment as in lists, without what names somebody.',
    description: personal,
    returnUrl: personal,
    metadata: personal,
    orderId: 'Null also when the shop used an address as its number.',
  },
  WebhookRefund: {
    self: 'Money that is being or was returned to the buyer.',
    reason: personal,
    noteToBuyer: personal,
  },
  WebhookInvoice: {
    self: 'An invoice or a credit note, without links to its document and without its customer.',
    lines: personal,
    discounts: personal,
  },
  WebhookOrder: {
    self: 'An order, without its buyer. Names of files are only for endpoints that include the customer.',
    title: personal,
  },
  WebhookCustomer: { self: 'A customer, without what names somebody.' },
  WebhookPeriod: { self: 'A closed month, without its lines: read those with the API.' },
  WebhookThreshold: { self: 'A meter that has reached a threshold of the plan.' },
  WebhookBuyer: {
    self: `Who it is about. ${personal} Absent when it is not known whose it is, and once the person is erased.`,
  },
};
