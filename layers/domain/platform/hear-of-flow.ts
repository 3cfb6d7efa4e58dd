import {
  type FollowDeps,
  followDocument,
  invoiceOfTrackingId,
  noteStatuses,
} from './follow-document.ts';

export type FlowHeardOf = { flowId: string; requestId: string };

/**
 * The platform told us of a flow, or listed it: asks what is true now. A judgement of what we sent,
 * or news of documents' lives; flows of others, or of another system of ours, change nothing.
 *
 * @returns the documents that it was about.
 * @throws Error when the platform does not answer.
 */
export async function hearOfFlow(
  deps: FollowDeps,
  { flowId, requestId }: FlowHeardOf,
): Promise<string[]> {
  const flow = await deps.platform.find(flowId);
  const own = invoiceOfTrackingId(flow?.trackingId);
  if (own !== undefined)
    return (await followDocument(deps, { invoiceId: own, requestId })) ? [own] : [];
  return flow?.isLifeCycle ? hearOfLives(deps, { flowId, requestId }) : [];
}

async function hearOfLives(deps: FollowDeps, { flowId, requestId }: FlowHeardOf) {
  const heardOf: string[] = [];
  for (const { number, ...status } of await deps.platform.readLifeCycle(flowId)) {
    const invoiceId = await deps.records.findByNumber(number);
    if (invoiceId === undefined) continue;
    await noteStatuses(deps, { invoiceId, requestId }, [status]);
    heardOf.push(invoiceId);
  }
  return heardOf;
}
