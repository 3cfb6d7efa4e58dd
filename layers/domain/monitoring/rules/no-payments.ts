import type { Method, ProviderName } from '../../payments/payment.ts';
import { isSwitchedOff, type Switches } from '../../switches/switches.ts';
import type { Hour } from '../counters.ts';
import { expectedPayments } from '../rhythm.ts';
import type { Rule } from '../rule.ts';
import { isSilenceInQuestion, silentSince } from '../silence.ts';
import { paymentsIn } from '../windows.ts';

const minuteMs = 60_000;

/** Buyers who began to pay, and none who did: not the night, and not the shop's own page. */
const initiatedMin = 5;

/** What is switched off on purpose promises no payment. */
const withoutStopped = (hour: Hour, switches: Switches): Hour => ({
  ...hour,
  series: Object.fromEntries(
    Object.entries(hour.series).filter(([key]) => {
      const [provider, method] = key.split('#') as [ProviderName, Method];
      return !isSwitchedOff(switches, provider, method);
    }),
  ),
});

/**
 * Nobody has paid for so long that the shop's own rhythm rules it out. A shop with two payments a
 * day is never silent for sure, and one without four weeks of history has no rhythm yet.
 */
export const noPayments: Rule = {
  name: 'no_payments',
  runbook: 'alert-no-payments',
  impact: {
    fr: 'Aucun paiement n’aboutit plus, à une heure où la boutique en reçoit toujours.',
    en: 'No payment completes any more, at a time when the shop always has some.',
  },
  opensAfter: 1,
  evaluate: (watched, { silentMinutes, silentPayments }) => {
    const { now, timeZone, slots } = watched;
    const hours = watched.hours.map((hour) => withoutStopped(hour, watched.switches));
    const from = silentSince(watched, hours);
    const since = new Date(from).toISOString();
    const minutes = Math.round((now.getTime() - from) / minuteMs);
    const isInQuestion = isSilenceInQuestion(watched, silentMinutes);
    const expected = isInQuestion
      ? expectedPayments(hours, { from, to: now.getTime(), timeZone })
      : 0;
    const { initiated } = paymentsIn(slots.filter(({ at }) => at >= since));
    return [
      {
        rule: 'no_payments',
        dimension: 'shop',
        severity: initiated >= initiatedMin ? 'high' : 'medium',
        holds: isInQuestion && expected >= silentPayments,
        clears: minutes < silentMinutes,
        evidence: { minutes, expected: Math.round(expected * 10) / 10, initiated },
      },
    ];
  },
};
