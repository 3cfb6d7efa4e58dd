import type { SNSEvent } from 'aws-lambda';
import { type AlarmNews, type NoteAlarmDeps, noteAlarm } from '#domain/monitoring/note-alarm';
import { logger } from '#runtime/log';
import { backgroundFunction } from '#runtime/pipeline';

/** `alarmNewsIn` reads a message of CloudWatch; undefined for anything else. */
export type NoteAlarmHandlerDeps = NoteAlarmDeps & {
  alarmNewsIn: (text: string) => AlarmNews | undefined;
};

/** Alarms of CloudWatch, by their topic, for the log of alerts. */
export const createHandler = (deps: NoteAlarmHandlerDeps) =>
  backgroundFunction<SNSEvent, void>(
    () => ({}),
    async ({ Records }, { awsRequestId: requestId }) => {
      for (const { Sns } of Records) {
        const news = deps.alarmNewsIn(Sns.Message);
        const outcome = news && (await noteAlarm(deps, news, requestId));
        logger.info('alarm noted', { requestId, messageId: Sns.MessageId, outcome });
      }
    },
  );
