import { parseNotification } from '#providers/notification-parsers';
import { notedProviders } from '#wiring/noted-providers';
import { refunding } from '#wiring/refunding';
import { settling } from '#wiring/settling';
import { noteTrouble } from '#wiring/troubles';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...refunding,
  ...settling,
  providers: notedProviders,
  parse: parseNotification,
  noteTrouble,
});
