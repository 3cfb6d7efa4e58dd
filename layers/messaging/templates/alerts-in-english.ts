import type { AlertWords } from './alert-words.ts';

const alerts: AlertWords['alerts'] = {
  refund_made: {
    subject: ({ amount, name }) => `Refund made: ${amount} to ${name}`,
    heading: 'Refund made',
    sentences: ({ amount, name }) => [`The refund of ${amount} to ${name} has been made.`],
  },
  refund_failed: {
    subject: ({ amount, name }) => `Refund failed: ${amount} to ${name}`,
    heading: 'Refund failed',
    sentences: ({ amount, name }) => [
      `The refund of ${amount} to ${name} did not go through at the provider.`,
      'This money can be refunded again. If the customer has already received a confirmation, inform them.',
    ],
  },
  refund_task: {
    subject: ({ amount, name }) => `To refund by hand: ${amount} to ${name}`,
    heading: 'A refund to make by hand',
    sentences: ({ amount, name }) => [
      `Refund ${amount} to ${name}: this does not happen automatically.`,
      'Then close the task with the reference that proves the refund.',
    ],
  },
  dispute_open: {
    subject: ({ amount, name }) => `Dispute opened: ${amount} from ${name}`,
    heading: 'Dispute opened',
    sentences: ({ amount, name }) => [
      `The payment of ${amount} by ${name} is disputed.`,
      'Answer at the provider before the deadline it names. While the dispute is open, this payment cannot be refunded.',
    ],
  },
  dispute_warning: {
    subject: ({ amount, name }) => `Inquiry before a dispute: ${amount} from ${name}`,
    heading: 'Inquiry before a dispute',
    sentences: ({ amount, name }) => [
      `The bank asks about the payment of ${amount} by ${name}. No money is withheld.`,
      'Answer at the provider before the deadline it names, or refund the payment: that avoids a dispute.',
    ],
  },
  dispute_won: {
    subject: ({ amount, name }) => `Dispute won: ${amount} from ${name}`,
    heading: 'Dispute won',
    sentences: ({ amount, name }) => [
      `The dispute about the payment of ${amount} by ${name} is closed in your favour: the money stays with you.`,
    ],
  },
  dispute_lost: {
    subject: ({ amount, name }) => `Dispute lost: ${amount} from ${name}`,
    heading: 'Dispute lost',
    sentences: ({ amount, name }) => [
      `The dispute about the payment of ${amount} by ${name} is closed in the customer’s favour: the provider returns the money to them.`,
      'Do not refund it a second time.',
    ],
  },
  dispute_none: {
    subject: ({ amount, name }) => `Dispute withdrawn: ${amount} from ${name}`,
    heading: 'Dispute withdrawn',
    sentences: ({ amount, name }) => [
      `The provider no longer reports a dispute about the payment of ${amount} by ${name}.`,
    ],
  },
  review: {
    subject: ({ amount, asked }) => `To check: ${amount} received instead of ${asked}`,
    heading: 'A payment to check',
    sentences: ({ amount, asked, name }) => [
      `${name} was asked to pay ${asked}, but paid ${amount}.`,
      'No invoice is issued. The payment stays visible and refundable: you decide what to do.',
    ],
  },
  duplicate: {
    subject: ({ amount, name }) => `Paid twice: ${amount} from ${name}`,
    heading: 'A second payment for one order',
    sentences: ({ amount, name }) => [
      `${name} paid ${amount} for an order that had been paid before.`,
      'A refund task is open: another message says what to refund.',
    ],
  },
  paid_late: {
    subject: ({ amount, name }) => `Paid too late: ${amount} from ${name}`,
    heading: 'An order paid too late',
    sentences: ({ amount, name }) => [
      `${name} has paid ${amount} for an order that was cancelled or had expired.`,
      'The order is in progress again: fulfil it, or refund the payment.',
    ],
  },
  files_lacking: {
    subject: ({ name }) => `Files missing: order of ${name}`,
    heading: 'An order without all of its files',
    sentences: ({ amount, name }) => [
      `${name} has paid ${amount} for an order, but a file that belongs to it was not uploaded, or is not what was announced.`,
      'The order is in progress all the same; it shows which file. Ask the buyer for it.',
    ],
  },
};

export const englishAlerts: AlertWords = {
  alerts,
  labels: {
    refunded: 'Refund:',
    asked: 'Amount requested:',
    paid: 'Amount paid:',
    refundable: 'Still refundable:',
    reason: 'Reason:',
    failureCode: 'Failure code:',
    proof: 'Proof:',
    creditNote: 'Credit note:',
    orderId: 'Order:',
    customerName: 'Customer:',
    customerEmail: 'E-mail:',
    customerPhone: 'Phone:',
    provider: 'Provider:',
    transaction: 'Transaction at the provider:',
    refundId: 'Refund id:',
    paymentId: 'Payment:',
  },
  reasons: {
    requested_by_customer: 'requested by the customer',
    duplicate: 'paid twice',
    duplicate_payment: 'paid twice',
    fraudulent: 'fraud',
    provider_dashboard: 'made at the provider',
  },
  closing: (brand) => `You receive this message because you manage the payments of ${brand}.`,
};
