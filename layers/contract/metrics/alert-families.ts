import type { AlertWatch } from '#domain/monitoring/alert';
import { severities } from '#vocabulary/alerts';
import type { Family } from './exposition.ts';

/** Alerts that are open or acknowledged: what was acknowledged is still wrong. */
export const alertFamilies = (active: readonly AlertWatch[]): Family[] => [
  {
    name: 'peage_alerts_open',
    help: 'Alerts that are open or acknowledged, by their severity.',
    type: 'gauge',
    samples: severities.map((severity) => ({
      labels: { severity },
      value: active.filter(
        ({ alert }) => alert?.severity === severity && alert.state !== 'resolved',
      ).length,
    })),
  },
];
