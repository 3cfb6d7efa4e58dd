import { randomBytes } from 'node:crypto';
import { tablePause } from '#stores/table-pause';
import { now } from './clock.ts';

/** For every use case that changes something: time, randomness, and pauses between attempts. */
export const acting = { now, randomBytes, pause: tablePause };
