import { chats } from '#wiring/chats';
import { createHandler } from './handler.ts';

export const handler = createHandler(chats);
