import { randomBytes } from 'node:crypto';
import { notingMails } from '#domain/monitoring/noting-mails';
import { activationTokens } from '#wiring/activation-tokens';
import { now } from '#wiring/clock';
import { letters } from '#wiring/letters';
import { mailboxes } from '#wiring/mailboxes';
import { mails } from '#wiring/mails';
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
  tokens: activationTokens,
  now,
  randomBytes,
});
