import { viewMessage } from '#contract/mail-views';
import { listMessagesQuery } from '#contract/mails';
import { requireRole } from '#domain/access/caller';
import type { MessageList } from '#domain/messages/message-store';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/messages: what was sent to whom, with masked addresses. */
export const createHandler = ({ messages }: { messages: MessageList }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const { limit, cursor, state, ...subject } = parseQuery(listMessagesQuery, event);
    const page = await messages.list(subject, { state }, { limit, cursor });
    return json(200, { data: page.messages.map(viewMessage), nextCursor: page.nextCursor });
  });
