import { randomBytes } from 'node:crypto';
import { mailNewsIn } from '#messaging/ses-event';
import { DynamoFateStore } from '#stores/fate-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { mailboxes } from '#wiring/mailboxes';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

const fates = new DynamoFateStore(mainTable, mailboxes);
export const handler = createHandler({ fates, now, randomBytes, pause: tablePause, mailNewsIn });
