import { type FollowDeps, followDocument } from './follow-document.ts';
import { hearOfFlow } from './hear-of-flow.ts';

export type AskReport = {
  asked: number;
  heardOf: string[];
  failures: { id: string; error: unknown }[];
};

/** Asked about in one run; the rest wait for the next day. */
const documentsMax = 500;

/** A day of the last run, and one more for a run that failed. */
const lookBackMs = 2 * 86_400_000;

/**
 * Asks about documents of which something is still expected, and looks for news whose notification
 * was lost. Without such documents, it asks nothing. One that fails does not hold up the others.
 */
export async function askAboutDocuments(
  deps: FollowDeps,
  { now, requestId }: { now: Date; requestId: string },
): Promise<AskReport> {
  const due = await deps.records.dueBy(now, documentsMax);
  const report: AskReport = { asked: due.length, heardOf: [], failures: [] };
  if (due.length === 0) return report;
  const attempt = (id: string, step: () => Promise<unknown>): Promise<unknown> =>
    step().catch((error: unknown) => report.failures.push({ id, error }));
  for (const id of due) await attempt(id, () => followDocument(deps, { invoiceId: id, requestId }));
  const since = new Date(now.getTime() - lookBackMs);
  await attempt('life cycles', async () => {
    for (const flowId of await deps.platform.lifeCyclesSince(since))
      await attempt(flowId, async () => {
        report.heardOf.push(...(await hearOfFlow(deps, { flowId, requestId })));
      });
  });
  return report;
}
