import { DynamoAlertStore } from '#stores/alert-store';
import { mainTable } from './main-table.ts';

/** What is remembered of alerts. */
export const alerting = { alerts: new DynamoAlertStore(mainTable) };
