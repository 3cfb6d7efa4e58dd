import type { Texts } from './texts.ts';

const time = 'RFC 3339, up to 35 days back and 5 minutes ahead; now when left out.';

export const usageTexts: Texts = {
  IngestUsageRequest: {
    self: 'One event, a list of up to 1 000, or such a list as `events`.',
  },
  UsageEvent: { self: 'In either form: CloudEvents, or the short one.' },
  CloudEvent: {
    self: 'CloudEvents 1.0. Extension attributes may be there, and are not read.',
    id: 'With `source`, what makes an event this one: it counts once.',
    subject: 'The project.',
    time,
  },
  NativeEvent: {
    self: 'The short form. Its source is `native`; name `meter`, or `type`, or both alike.',
    id: 'What makes an event this one: it counts once.',
    time,
  },
  IngestedUsage: {
    self: 'How many events were taken, and a verdict for each.',
    results: 'In the order of the request. `id` is null where none could be read.',
  },
  UsageReport: { self: 'A month on each meter.' },
  MeterReport: {
    self: 'A MB is 10^6 bytes, a GB 10^9.',
    limitBytes: 'Null: no limit, and no percent of it.',
    percent: 'With one decimal, rounded down.',
    projectedBytes: 'At the end of the month, if it goes on like this.',
  },
  UsageLevel: {
    self: '`warning` from 80 % of the limit, `critical` from 95 %, `exceeded` from 100 %.',
  },
  UsageHistory: {
    self: 'The totals of a year.',
    data: 'The running month and the eleven before it, newest first.',
  },
  CheckedUsage: {
    self: 'Whether a project may go on.',
    percent: 'Whole percents, rounded down; null where there is no limit.',
  },
  UsagePeriod: {
    self: 'A closed month, as it was billed. Amounts are minor units; below zero they are credit.',
    from: 'By the midnights of the customer’s zone; `to` is not included.',
    plan: 'As it was at the end of the month; it never changes.',
    recount:
      '`flagged`: the counters said something else than the raw events, which are what is billed.',
    meters: 'The limit of storage is held against its average, in bytes, rounded up.',
    carriedIn:
      'From the period before, by currency: credit below zero, or what was too little to be paid.',
    due: 'What is invoiced, with VAT: none where nothing is owed, or too little to be paid.',
    carriedOut: 'What the next period goes on with.',
  },
  UsagePeriodLine: {
    self: 'What one project owes for one meter.',
    kind: '`correction`: of an earlier month, by what came in after its close.',
    gb: 'The share of the project in the GB that were begun; below zero where too many had been billed.',
    days: 'By the calendar of the customer, `2026-11-03`; days without usage are left out. Byte-milliseconds are exact, and more than a double holds: digits.',
  },
};
