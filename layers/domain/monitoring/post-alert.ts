import { type ChatKind, type ChatSettings, severities } from '#vocabulary/alerts';
import type { AlertFact } from './alert.ts';

/** Port: a room of a chat service. */
export type ChatRoom = {
  /** @throws Error that does not name the room's address, which is a secret. */
  post(kind: ChatKind, event: AlertFact): Promise<void>;
};

export type PostAlertDeps = { chats: readonly ChatSettings[]; rooms: ChatRoom };

/**
 * Posts an alert to every chat from its severity on. A chat that is down hides nothing from another
 * one; mails do not pass here at all.
 *
 * @throws AggregateError when one was not reached, so that Lambda repeats it: the others may then
 * show it twice.
 */
export async function postAlert(
  { chats, rooms }: PostAlertDeps,
  event: AlertFact,
): Promise<ChatKind[]> {
  const rank = severities.indexOf(event.data.severity);
  const wanted = chats.filter(({ from }) => severities.indexOf(from) <= rank);
  const outcomes = await Promise.allSettled(wanted.map(({ kind }) => rooms.post(kind, event)));
  const failures = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason] : [],
  );
  if (failures.length > 0)
    throw new AggregateError(failures, `chats not reached: ${failures.map(String).join('; ')}`);
  return wanted.map(({ kind }) => kind);
}
