import { savedCards } from '#wiring/saved-cards';
import { createHandler } from './handler.ts';

export const handler = createHandler(savedCards);
