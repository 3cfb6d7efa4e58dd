import { controlBody } from './common-controls.ts';
import type { Call, Reply } from './loopback-server.ts';
import { json } from './loopback-server.ts';
import type { NotificationLog } from './notification-log.ts';

/** Answers `/_sim/events` and `/_sim/events/{id}/send`; leaves other paths to the provider. */
export async function answerEventControl(
  log: NotificationLog,
  call: Call,
): Promise<Reply | undefined> {
  const [, , place, id, verb] = call.path.split('/');
  if (place !== 'events') return undefined;
  if (call.method === 'GET' && id === undefined) return json(200, log.list());
  if (call.method !== 'POST' || id === undefined || verb !== 'send') return undefined;
  const { copies = 1, concurrent = false } = controlBody(call);
  const sent = await log.sendAgain(id, Number(copies), concurrent === true);
  return sent ? json(200, sent) : json(404, { error: `No such event: ${id}` });
}
