import { DynamoNoticeStore } from '#stores/notice-store';
import { mainTable } from './main-table.ts';

/** What the shop's own people should know. */
export const noticing = { notices: new DynamoNoticeStore(mainTable) };
