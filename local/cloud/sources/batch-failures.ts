import type { Outcome } from '../functions/instance.ts';

/**
 * Which items of a batch failed, by what the function answered. Lambda takes an answer that it
 * cannot read, or one that names an unknown item, as the failure of the whole batch.
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
