import { alarmNewsIn } from '#messaging/alarm-news';
import { acting } from '#wiring/acting';
import { alerting } from '#wiring/alerting';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...acting, ...alerting, alarmNewsIn });
