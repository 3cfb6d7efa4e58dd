import { dayAt } from '#domain/calendar/day';
import { now } from './clock.ts';
import { setting } from './settings.ts';

const { timeZone } = setting('SELLER');

/** The year in which an invoice would be issued now. */
export const thisYear = (): number => Number(dayAt(now(), timeZone).slice(0, 'YYYY'.length));
