/**
 * The id of the flow that a notification is about (XP Z12-013: `flowInfo`). Nothing else of it is
 * believed: the flow is asked about. Undefined for a message of another form.
 */
export function flowIdIn(body: string): string | undefined {
  const { flowInfo, flowId = flowInfo?.flowId } = parse(body);
  return typeof flowId === 'string' && /^[\w.:-]{1,200}$/.test(flowId) ? flowId : undefined;
}

type Notification = { flowId?: unknown; flowInfo?: { flowId?: unknown } | null };

function parse(body: string): Notification {
  try {
    return (JSON.parse(body) as Notification | null) ?? {};
  } catch {
    return {};
  }
}
