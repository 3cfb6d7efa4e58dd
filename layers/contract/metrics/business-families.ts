import type { BusinessMonth } from '#domain/monitoring/business-month';
import type { Family } from './exposition.ts';

/** How the business stands, as counted every day; without samples until the first time. */
export const businessFamilies = (months: readonly BusinessMonth[]): Family[] => {
  const current = months.slice(-1);
  return [
    {
      name: 'peage_customers',
      help: 'Customers by their plan, counted every day.',
      type: 'gauge',
      samples: current.flatMap(({ plans }) =>
        Object.entries(plans).map(([plan, value]) => ({ labels: { plan }, value })),
      ),
    },
    {
      name: 'peage_subscriptions',
      help: 'Customers that pay for their plan, counted every day.',
      type: 'gauge',
      samples: current.map(({ subscriptions: value }) => ({ labels: {}, value })),
    },
    {
      name: 'peage_usage_projects',
      help: 'Projects with usage in the current month, counted every day.',
      type: 'gauge',
      samples: current.map(({ projects: value }) => ({ labels: {}, value })),
    },
    {
      name: 'peage_usage_bytes',
      help: 'What all customers used in the current month: traffic so far, storage as last measured.',
      type: 'gauge',
      samples: current.flatMap(({ trafficBytes, storageBytes }) => [
        { labels: { meter: 'traffic' }, value: trafficBytes },
        { labels: { meter: 'storage' }, value: storageBytes },
      ]),
    },
  ];
};
