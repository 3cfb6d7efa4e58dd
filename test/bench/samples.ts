import type { AlertSamples } from './alerts/measure-alerts.ts';
import type { AuthorizerSamples } from './authorizer.ts';
import type { ListSamples } from './invoices/measure-lists.ts';
import type { UsageSamples } from './usage/measure-usage.ts';

/** How often each thing is measured; what is taken no sample of is left out. */
export type Samples = {
  warmUpPayments: number;
  payments: number;
  burst: number;
  pricedPayments: number;
  acknowledgements: number;
  authorizer: AuthorizerSamples;
  pdfs: number;
  loads: number;
  usage: UsageSamples;
  lists: ListSamples;
  /** Those made from the API's description; the tests of the local flows send a thousand. */
  fuzzedRequests: number;
  alerts: AlertSamples;
};

export const full: Samples = {
  warmUpPayments: 8,
  payments: 60,
  burst: 10,
  pricedPayments: 20,
  acknowledgements: 200,
  authorizer: { warmUps: 100, requests: 300 },
  pdfs: 60,
  loads: 9,
  usage: {
    priced: { 1: 320, 10: 96, 100: 60, 1000: 20 },
    requests: 600,
    checks: { warmUps: 200, checks: 1_000 },
    once: { events: 200_000, batchSize: 100, days: 25, strikes: { aggregator: 120, others: 40 } },
  },
  // Enough for a full page of each question.
  lists: { few: 1_200, many: 20_000 },
  fuzzedRequests: 20_000,
  // A million evaluations.
  alerts: { shops: 500, slots: 2_000, outages: 100 },
};

/** For machines that build: what is counted, which is the same however busy they are. */
export const counted: Samples = {
  warmUpPayments: 0,
  payments: 0,
  burst: 0,
  pricedPayments: 6,
  acknowledgements: 0,
  authorizer: { warmUps: 0, requests: 0 },
  pdfs: 0,
  loads: 0,
  usage: {
    priced: { 1: 10, 10: 32, 100: 12, 1000: 3 },
    requests: 40,
    checks: { warmUps: 5, checks: 20 },
    once: { events: 5_000, batchSize: 20, days: 3, strikes: { aggregator: 3, others: 2 } },
  },
  lists: { few: 20, many: 120 },
  fuzzedRequests: 0,
  alerts: { shops: 100, slots: 200, outages: 10 },
};
