import { type NoticedFact, type NoticeStore, noticeOf } from '#domain/monitoring/notice';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';

/** On events that concern the shop's own people: files a notice, once for each. */
export const createHandler = ({ notices }: { notices: Pick<NoticeStore, 'file'> }) =>
  jobFunction<NoticedFact>(async (event) => {
    await notices.file(noticeOf(event));
    const { requestId, id: eventId, type } = event;
    logger.info('notice filed', { requestId, eventId, event: type });
  });
