import type { AlarmNews } from '#domain/monitoring/note-alarm';

/** What CloudWatch tells its topic, as far as it matters here. */
type AlarmMessage = {
  AlarmName?: unknown;
  AlarmDescription?: unknown;
  NewStateValue?: unknown;
  StateChangeTime?: unknown;
};

/**
 * Reads a message of CloudWatch; undefined for another one, and for an alarm that lacks data.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export function alarmNewsIn(text: string): AlarmNews | undefined {
  const { AlarmName, AlarmDescription, NewStateValue, StateChangeTime } = read(text);
  if (typeof AlarmName !== 'string' || (NewStateValue !== 'ALARM' && NewStateValue !== 'OK'))
    return undefined;
  const [impact = AlarmName, runbook = 'alerts'] =
    /^(.+) Runbook: docs\/runbook\.md#([\w-]+)$/.exec(String(AlarmDescription))?.slice(1) ?? [];
  const changedAt = new Date(String(StateChangeTime).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(changedAt.getTime())) return undefined;
  const rings = NewStateValue === 'ALARM';
  return { name: AlarmName, impact, runbook, rings, changedAt: changedAt.toISOString() };
}

function read(text: string): AlarmMessage {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : {};
  } catch {
    return {};
  }
}
