import type * as z from 'zod/mini';
import type { Erasure } from '#domain/erasure/erasure';
import type { ErasurePlan } from '#domain/erasure/request-erasure';
import type { PersonalExport } from '#domain/exports/export';
import type { erasureView, exportView } from './erasure.ts';

type View = z.infer<typeof erasureView>;

/** What an erasure would do. */
export const viewErasurePlan = ({ customerId, obstacles, records }: ErasurePlan): View => ({
  customerId,
  state: 'planned',
  obstacles,
  records: records.map(({ kind, count, fate, why, basis }) => ({
    kind,
    count,
    fate,
    why,
    basis: basis ?? null,
  })),
  requestedAt: null,
  steps: [],
  finishedAt: null,
  kept: [],
  reviewAt: null,
});

/** What it has done. */
export const viewErasure = (erasure: Erasure): View => ({
  customerId: erasure.customerId,
  state: erasure.state,
  obstacles: [],
  records: [],
  requestedAt: erasure.requestedAt,
  steps: erasure.steps,
  finishedAt: erasure.finishedAt ?? null,
  kept: erasure.kept,
  reviewAt: erasure.reviewAt ?? null,
});

/** @param url downloads it for minutes. */
export const viewExport = (
  { customerId, state, requestedAt, expiresAt }: PersonalExport,
  url: string | null,
): z.infer<typeof exportView> => ({ customerId, state, requestedAt, expiresAt, url });
