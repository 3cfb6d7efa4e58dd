import { DynamoAdminNoteStore } from '#stores/admin-note-store';
import { DynamoMessageStore } from '#stores/message-store';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';
import { queueTo } from './queues.ts';
import { setting } from './settings.ts';

/** Stores which mails were sent, and which notes wait for their hour's digest. */
export const notes = {
  messages: new DynamoMessageStore(mainTable, now),
  adminNotes: new DynamoAdminNoteStore(mainTable, now),
  notesPerHour: setting('MAIL_ADMIN').notesPerHour,
  digests: queueTo('send-message'),
};
