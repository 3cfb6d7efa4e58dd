import { randomBytes } from 'node:crypto';
import { notingMails } from '#domain/monitoring/noting-mails';
import { DynamoFateStore } from '#stores/fate-store';
import { activationTokens } from '#wiring/activation-tokens';
import { now } from '#wiring/clock';
import { letters } from '#wiring/letters';
import { mailboxes } from '#wiring/mailboxes';
import { mails } from '#wiring/mails';
import { mainTable } from '#wiring/main-table';
import { notes } from '#wiring/notes';
import { tellable } from '#wiring/tellable';
import { noteTrouble } from '#wiring/troubles';
import { endpoints } from '#wiring/webhook-rows';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...tellable,
  endpoints,
  ...notes,
  letters,
  ...notingMails(mails, noteTrouble),
  mailboxes,
  fates: new DynamoFateStore(mainTable, mailboxes),
  tokens: activationTokens,
  now,
  randomBytes,
});
