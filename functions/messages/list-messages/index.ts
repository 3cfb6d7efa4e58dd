import { DynamoMessageList } from '#stores/message-list';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({ messages: new DynamoMessageList(mainTable) });
