import { type FollowDeps, followDocument } from '#domain/platform/follow-document';
import { hearOfFlow } from '#domain/platform/hear-of-flow';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

type FollowedFact = Fact<
  'invoice.issued' | 'invoice.paid' | 'credit_note.issued' | 'platform.notified'
>;

/**
 * On invoice.issued and credit_note.issued, of companies: the document goes to the platform. On
 * invoice.paid: so does that news. On platform.notified: what the platform told us of is looked at.
 */
export const createHandler = (deps: FollowDeps) =>
  jobFunction<FollowedFact>(async (event) => {
    const { requestId, type } = event;
    if (event.type === 'platform.notified') {
      const { flowId } = event.data;
      const documents = await hearOfFlow(deps, { flowId, requestId });
      logger.info('flow looked at', { requestId, event: type, flowId, documents });
      return;
    }
    const invoiceId = 'creditNoteId' in event.data ? event.data.creditNoteId : event.data.invoiceId;
    const record = await followDocument(deps, { invoiceId, requestId });
    const statuses = record?.statuses.map(({ code }) => code);
    logger.info('document followed', { requestId, event: type, invoiceId, statuses });
  });
