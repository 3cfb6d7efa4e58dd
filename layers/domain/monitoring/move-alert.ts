import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { AlertFact } from './alert.ts';
import { type EvaluationOf, evolve, type Telling } from './alert-state.ts';
import type { AlertStore } from './alert-store.ts';
import type { Subject } from './judge.ts';

export type MoveAlertDeps = {
  alerts: Pick<AlertStore, 'find' | 'save'>;
  randomBytes: RandomBytes;
  pause: Pause;
};

export type Moved = { at: Date; requestId: string; clearsAfter?: EvaluationOf['clearsAfter'] };

/** Each lost race means that another evaluator or an admin was faster. */
const race = { attemptsMax: 5, busy: 'too many concurrent writes of an alert' };

/**
 * Moves one alert on, with the event that tells people of it in the same transaction.
 *
 * @returns what people are told, once, however many evaluators run.
 */
export function moveAlert(
  { alerts, randomBytes, pause }: MoveAlertDeps,
  { key, verdict, opensAfter }: Subject,
  { at, requestId, clearsAfter }: Moved,
): Promise<Telling | undefined> {
  const evaluation = {
    ...{ at, opensAfter, clearsAfter },
    newId: () => newId('alt', at, randomBytes(10)),
  };
  return untilSaved({ ...race, pause }, async () => {
    const evolution = evolve(key, await alerts.find(key), verdict, evaluation);
    if (!evolution) return undefined;
    const { watch, told } = evolution;
    const event = told && alertEvent(told, { at, requestId, randomBytes });
    return (await alerts.save({ watch, event })) === 'saved' ? told : overtaken;
  });
}

/** What the rest of the system hears. */
export const alertEvent = (
  { type, because, alert }: Telling,
  { at, requestId, randomBytes }: { at: Date; requestId: string; randomBytes: RandomBytes },
): AlertFact => ({
  id: newId('evt', at, randomBytes(10)),
  type,
  occurredAt: at.toISOString(),
  requestId,
  data: {
    ...{ alertId: alert.id, rule: alert.rule, dimension: alert.dimension },
    ...{ severity: alert.severity, because },
  },
});
