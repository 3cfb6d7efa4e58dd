import * as z from 'zod/mini';
import type { Notice } from '#domain/monitoring/notice';
import { severities } from '#vocabulary/alerts';
import * as part from './parts.ts';

export const listNoticesQuery = z.strictObject({
  limit: part.limit,
  cursor: z.optional(part.cursor),
  unread: z.optional(z.enum(['true', 'false'])),
});

export const noticeView = z.object({
  id: z.string(),
  type: z.string(),
  priority: z.enum(severities),
  about: z.record(z.string(), z.string()),
  occurredAt: part.timestamp,
  read: z.boolean(),
});

export const noticePage = part.page(noticeView);

export const viewNotice = (
  { id, type, priority, about, occurredAt, readBy }: Notice,
  subject: string,
): z.infer<typeof noticeView> => ({
  ...{ id, type, priority, about, occurredAt },
  read: readBy.includes(subject),
});
