import { setTimeout as sleep } from 'node:timers/promises';
import { growingPause } from '#domain/pause';

/** The pause before another attempt: after a lost race, or for unread keys. */
export const tablePause = growingPause({ sleep, random: Math.random }, 1_000);
