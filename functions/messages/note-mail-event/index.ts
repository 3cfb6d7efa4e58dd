import { mailNewsIn } from '#messaging/ses-event';
import { DynamoFateStore } from '#stores/fate-store';
import { acting } from '#wiring/acting';
import { mailboxes } from '#wiring/mailboxes';
import { mainTable } from '#wiring/main-table';
import { noteTrouble } from '#wiring/troubles';
import { createHandler } from './handler.ts';

const fates = new DynamoFateStore(mainTable, mailboxes);
export const handler = createHandler({ ...acting, fates, noteTrouble, mailNewsIn });
