import { rules } from '#domain/monitoring/rules/index';
import { acting } from '#wiring/acting';
import { alerting } from '#wiring/alerting';
import { setting } from '#wiring/settings';
import { watch } from '#wiring/watched';
import { createHandler } from './handler.ts';

const { thresholds } = setting('ALERTS');

export const handler = createHandler({ ...acting, ...alerting, rules, thresholds, watch });
