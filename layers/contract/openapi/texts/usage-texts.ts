import type { Texts } from './texts.ts';

const time = 'RFC 3339, up to 35 days in the past and 5 minutes in the future; now when left out.';

export const usageTexts: Texts = {
  IngestUsageRequest: {
    self: 'One event, a list of up to 1 000, or an object with such a list as `events`.',
  },
  UsageEvent: { self: 'An event in one of two forms: CloudEvents or the short form.' },
  CloudEvent: {
    self: 'CloudEvents 1.0. Extension attributes are accepted and ignored.',
    id: 'Identifies the event together with `source`: an event counts once.',
    subject: 'The project.',
    time,
  },
  NativeEvent: {
    self: 'The short form. Its source is `native`. Send `meter` or `type`; if both, they must agree.',
    id: 'Identifies the event: an event counts once.',
    time,
  },
  IngestedUsage: {
    self: 'How many events were accepted, and a verdict for each.',
    results: 'In the order of the request. `id` is null if it could not be read.',
  },
  UsageReport: { self: 'A month on each meter.' },
  MeterReport: {
    self: 'A MB is 10^6 bytes, a GB 10^9.',
    limitBytes: 'Null: there is no limit, and no percentage.',
    percent: 'With one decimal, rounded down.',
    projectedBytes: 'Expected at the end of the month, at the current rate.',
  },
  UsageLevel: {
    self: '`warning` from 80 % of the limit, `critical` from 95 %, `exceeded` from 100 %.',
  },
  UsageHistory: {
    self: 'The totals of twelve months.',
    data: 'The current month and the eleven before it, newest first.',
  },
  CheckedUsage: {
    self: 'Whether a project may use more.',
    percent: 'Whole percent, rounded down; null if there is no limit.',
  },
  UsagePeriod: {
    self: 'A closed month, as it was billed. Amounts are in minor units; negative ones are credit.',
    from: 'At midnight in the customer’s time zone; `to` is not included.',
    plan: 'As it was at the end of the month; it never changes.',
    recount: '`flagged`: the counters differed from the raw events, which are what is billed.',
    meters: 'The storage limit applies to the average, in bytes, rounded up.',
    carriedIn:
      'From the previous period, by currency: negative for credit, positive for an amount too small to be paid.',
    due: 'The invoiced amounts, with VAT: empty if nothing is owed, or too little to be paid.',
    carriedOut: 'Carried over to the next period.',
  },
  UsagePeriodLine: {
    self: 'What one project owes for one meter.',
    kind: '`correction`: for an earlier month, because events arrived after it was closed.',
    gb: 'The project’s share of the started GB; negative if too many had been billed.',
    days: 'By the customer’s calendar, `2026-11-03`; days without usage are left out. Byte-milliseconds are exact and can be too large for a double, so they are a string of digits.',
  },
};
