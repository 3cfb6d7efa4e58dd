import { randomBytes } from 'node:crypto';
import { tablePause } from '#stores/table-pause';
import { now } from './clock.ts';

/** What every use case is passed that changes something: time, chance, and patience with the table. */
export const acting = { now, randomBytes, pause: tablePause };
