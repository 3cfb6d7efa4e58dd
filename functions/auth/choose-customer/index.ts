import { sessions } from '#wiring/sessions';
import { createHandler } from './handler.ts';

export const handler = createHandler(sessions);
