import { metering } from '#wiring/metering';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

/** Uses half a GB of the function's memory. */
const identitiesMax = 1_000_000;

const hourMs = 3_600_000;
const graceMs = setting('METERING').graceHours * hourMs;

export const handler = createHandler({ ...metering, graceMs, identitiesMax });
