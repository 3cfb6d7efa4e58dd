import { setTimeout as sleep } from 'node:timers/promises';
import { growingPause } from '#domain/pause';

/** Before a table is asked again: after a lost race, or for what it left unread. */
export const tablePause = growingPause({ sleep, random: Math.random }, 1_000);
