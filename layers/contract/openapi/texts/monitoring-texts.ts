import type { Texts } from './texts.ts';

export const monitoringTexts: Texts = {
  PaymentSummary: {
    self: 'The shop in one line, since its first payment.',
    totalPayments: 'Payments that were asked for.',
    failureCount: 'Without those whose money came late.',
    successRate: 'As text, `94.67%`; null while none is decided.',
    averageResponseTime:
      'How long our answer to a request to pay takes, the provider’s part included, as text, `0.234s`; null before the first one.',
    lastUpdated: 'When the newest fact was counted.',
  },
  PaymentChart: {
    self: 'What happened in a time, by hour or day.',
    data: 'Each hour or day, in order of time and without gaps. A day may have 23 or 25 hours.',
    total: 'All of it: percentiles of the whole are not the average of those of its hours or days.',
  },
  PaymentChartPart: { self: 'An hour, or a day: `to` is no longer in it.' },
  PaymentFigures: {
    self: 'Counts and durations.',
    series:
      'By provider, method and currency; amounts in minor units, never added across currencies. `declined` counts attempts after which the payment went on; `recovered` are failed ones whose money came late.',
    durations:
      'In seconds. `response`: our answer to a request to pay, the provider’s part included; `settling`: notification to settled; `acknowledgement`: notification to our answer to the provider; `invoicing`: payment to invoice; `drawing`: of a document. `provider` is null for all of them together.',
    preferredMethod:
      'By which most payments were completed, of all providers and currencies; null without any.',
  },
  BusinessMonth: {
    self: 'How the business stood at the end of a month (of UTC), or stands now; counted every day. The last 13 months.',
    customers: 'Those that are not archived.',
    subscriptions: 'Customers that pay for their plan.',
    conversion: 'Subscriptions of all customers, from 0 to 1.',
    projects: 'Projects with usage in the month.',
    storageBytes: 'As last measured.',
  },
  Health: {
    self: 'One word for each dependency. `off`: switched off by an admin. `idle`: nobody paid there in the last ten minutes. `unknown`: what would tell could not be read.',
    keptSeconds: 'The same answer is given for so long.',
  },
};
