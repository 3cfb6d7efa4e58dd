import * as z from 'zod/mini';
import { currentStatus, type PlatformRecord } from '#domain/platform/platform-record';
import * as part from './parts.ts';

/** Names of the statuses of XP Z12-012 (MDT-105); others are `other`. */
const names = {
  200: 'deposited',
  201: 'issued',
  202: 'received',
  203: 'made_available',
  204: 'in_charge',
  205: 'approved',
  206: 'approved_in_part',
  207: 'disputed',
  208: 'suspended',
  209: 'completed',
  210: 'refused',
  211: 'payment_sent',
  212: 'cashed',
  213: 'rejected',
  220: 'cancelled',
  501: 'inadmissible',
} as const;

const statuses = ['sending', 'sent', ...Object.values(names), 'other'] as const;

/** A document on the invoicing platform: what it says of it last. */
export const platformView = z.object({
  status: z.enum(statuses),
  /** Absent until it has said anything. */
  code: z.nullable(z.string()),
  at: part.timestamp,
  reason: z.nullable(z.string()),
});

export function viewPlatform(record: PlatformRecord): z.infer<typeof platformView> {
  const current = currentStatus(record);
  if (!current) {
    const status = record.document.flowId === undefined ? 'sending' : 'sent';
    return { status, code: null, at: record.createdAt, reason: null };
  }
  const { code, at, reason = null } = current;
  const status = Object.hasOwn(names, code) ? names[Number(code) as keyof typeof names] : 'other';
  return { status, code, at, reason };
}
