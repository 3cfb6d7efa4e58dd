import type { Severity } from '#vocabulary/alerts';
import { evidenceOf, lowerBound, type Sample } from '../certainty.ts';
import type { Finding, Rule } from '../rule.ts';
import type { Watched } from '../watched.ts';
import { paymentsIn, troublesOfLast } from '../windows.ts';

const windowMinutes = 360;

/** Fewer in six hours are accidents: a mistyped address, a finger that slips. */
const [bouncesMin, complaintsMin] = [5, 3] as const;

/** A payment sends one mail to its buyer and one to the shop. */
const mailsOfPayment = 2;

type Kind = {
  kind: 'mail_bounced' | 'mail_complained';
  min: number;
  rate: number;
  severity: Severity;
};

function judged(watched: Watched, { kind, min, rate, severity }: Kind): Finding {
  const bad = troublesOfLast(watched, windowMinutes, kind).reduce(
    (sum, { count }) => sum + count,
    0,
  );
  const sample: Sample = {
    bad,
    of: Math.max(bad, mailsOfPayment * paymentsIn(watched.slots).completed),
  };
  return {
    rule: 'mail_reputation',
    dimension: kind,
    severity,
    holds: bad >= min && lowerBound(sample) > rate,
    clears: bad < min || bad / sample.of < 0.8 * rate,
    evidence: { minutes: windowMinutes, count: bad, mails: sample.of, ...evidenceOf(sample) },
  };
}

/** Mailbox providers, and then AWS, stop a sender whose mails bounce or are called spam. */
export const mailReputation: Rule = {
  name: 'mail_reputation',
  runbook: 'alert-mail-reputation',
  impact: {
    fr: 'Des e-mails reviennent ou sont signalés : bientôt plus aucune facture n’arriverait.',
    en: 'Mails bounce or are reported as spam: soon no invoice would arrive any more.',
  },
  opensAfter: 1,
  evaluate: (watched, { bounceRate, complaintRate }) => [
    judged(watched, { kind: 'mail_bounced', min: bouncesMin, rate: bounceRate, severity: 'high' }),
    judged(watched, {
      kind: 'mail_complained',
      min: complaintsMin,
      rate: complaintRate,
      severity: 'high',
    }),
  ],
};
