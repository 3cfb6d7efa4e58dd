import type { Outcome } from '../functions/instance.ts';

/**
 * Finds the failed items of a batch in the function's answer. As in Lambda, an unreadable answer or
 * an unknown item fails the whole batch.
 */
export function failedItems(
  outcome: Outcome,
  ids: readonly string[],
  reportsItemFailures: boolean,
): readonly string[] {
  if ('error' in outcome) return ids;
  if (!reportsItemFailures) return [];
  const answer: unknown = JSON.parse(outcome.payload);
  const failures = (answer as { batchItemFailures?: unknown } | null)?.batchItemFailures;
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return ids;
  const named = failures.map((failure) => failure?.itemIdentifier);
  return named.every((id) => ids.includes(id)) ? named : ids;
}
