import type { SNSEvent } from 'aws-lambda';
import {
  type MailNews,
  type NoteMailFactDeps,
  noteMailFact,
} from '#domain/messages/note-mail-fact';
import { logger } from '#runtime/log';
import { backgroundFunction } from '#runtime/pipeline';

/** `mailNewsIn` reads an event of SES; undefined for what is none of a mail of ours. */
export type NoteMailEventDeps = NoteMailFactDeps & {
  mailNewsIn: (text: string) => MailNews | undefined;
};

/**
 * What SES tells of a mail, by its topic: delivered, bounced, complained of. A topic repeats itself
 * and does not keep the order, so neither counts.
 */
export const createHandler = (deps: NoteMailEventDeps) =>
  backgroundFunction<SNSEvent, void>(
    () => ({}),
    async ({ Records }) => {
      for (const { Sns } of Records) {
        const news = deps.mailNewsIn(Sns.Message);
        if (!news) {
          logger.warn('no event of a mail', { messageId: Sns.MessageId });
          continue;
        }
        const { messageId, fact } = news;
        const outcome = await noteMailFact(deps, news);
        logger.info('mail event', { messageId, kind: fact.kind, outcome });
      }
    },
  );
