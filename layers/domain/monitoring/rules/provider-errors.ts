import type { ProviderName } from '#vocabulary/providers';
import type { Finding, Rule } from '../rule.ts';
import type { Watched } from '../watched.ts';
import { durationsIn, providersIn, slotsOfLast, troublesOfLast } from '../windows.ts';

const [shortMinutes, longMinutes] = [10, 60] as const;

/** One payment that the provider cannot answer for is asked for again and again. */
const paymentsMin = 2;

/** Answers that came, by their durations, and questions that got none. */
function callsIn(watched: Watched, minutes: number, provider: ProviderName) {
  const troubles = troublesOfLast(watched, minutes, 'provider_error').filter(
    ({ dimension }) => dimension === provider,
  );
  const { of: answered } = durationsIn(slotsOfLast(watched, minutes), {
    ...{ measure: 'response', provider, aboveMs: 0 },
  });
  return {
    errors: troubles.reduce((sum, { count }) => sum + count, 0),
    answered,
    payments: [...new Set(troubles.flatMap(({ examples }) => examples))],
  };
}

/** At least half of what was asked within ten minutes, or all of an hour's questions. */
export const providerErrors: Rule = {
  name: 'provider_errors',
  runbook: 'alert-provider-errors',
  impact: {
    fr: 'Le prestataire de paiement ne répond plus : des acheteurs ne peuvent pas payer.',
    en: 'The payment provider gives no answer any more: buyers cannot pay.',
  },
  opensAfter: 1,
  evaluate: (watched, { providerErrors: errorsMin }) =>
    providersIn(watched).map((provider): Finding => {
      const short = callsIn(watched, shortMinutes, provider);
      const long = callsIn(watched, longMinutes, provider);
      const isSeries = ({ errors, answered, payments }: typeof short, isAllowed: number) =>
        errors >= errorsMin && payments.length >= paymentsMin && answered <= errors * isAllowed;
      return {
        rule: 'provider_errors',
        dimension: provider,
        severity: 'critical',
        holds: isSeries(short, 1) || (isSeries(long, 0) && short.errors > 0),
        clears: short.errors === 0,
        evidence: {
          minutes: shortMinutes,
          errors: short.errors,
          answered: short.answered,
          errorsOfHour: long.errors,
        },
        objects: short.payments,
        about: { provider },
      };
    }),
};
