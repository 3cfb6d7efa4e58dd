import { type Alert, type AlertFact, alertKeyOf } from '../monitoring/alert.ts';
import type { AlertStore } from '../monitoring/alert-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

/** An alert as it is now, and why its mail is written. */
type AlertNews = { event: AlertFact; alert: Alert };

export type AlertLetters = {
  /** To one of the shop's own people; `name` tells their copies apart. */
  alertNews: (news: AlertNews, to: { address: string; name: string }) => Promise<OutgoingMail>;
};

export type NotifyOfAlertDeps = SendDeps & {
  alerts: Pick<AlertStore, 'findAlert'>;
  /** Addresses: of the admin; of those who hear of what nobody answers for an hour. */
  alerted: { admin: string; everybody: readonly string[] };
  letters: AlertLetters;
};

/** CloudWatch mails its alarms by SNS; an endpoint's own mail says which one, and what waits for it. */
const mailedAnyway: ReadonlySet<string> = new Set(['cloudwatch_alarm', 'webhook_endpoint_failing']);

/**
 * Tells the shop's people of an alert, each once for each event. What another mail tells is only
 * told when nobody answers.
 *
 * @throws Error when the alert is not stored, so that the queue retries.
 */
export async function notifyOfAlert(
  deps: NotifyOfAlertDeps,
  event: AlertFact,
): Promise<{ receivers: string[] }> {
  const alert = await deps.alerts.findAlert(alertKeyOf(event), event.data.alertId);
  if (!alert) throw new Error('an event is about an alert that is stored');
  const wasMailed = mailedAnyway.has(alert.rule) && event.type !== 'alert.escalated';
  if (wasMailed) return { receivers: [] };
  const { admin, everybody } = deps.alerted;
  const others = event.data.because === 'still_unanswered' ? everybody : [];
  const letters: Letters = Object.fromEntries(
    [...new Set([admin, ...others])].map((address, index) => {
      const name = index === 0 ? 'admin' : `admin-${index + 1}`;
      return [name, () => deps.letters.alertNews({ event, alert }, { address, name })];
    }),
  );
  await sendOnce(deps, event, {}, letters);
  return { receivers: Object.keys(letters) };
}
