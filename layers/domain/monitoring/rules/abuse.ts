import type { Rule } from '../rule.ts';
import { byTrouble } from './by-trouble.ts';

const halfHour = 30;

/** What strangers try. */
export const abuseRules: readonly Rule[] = [
  byTrouble({
    name: 'refused_signatures',
    runbook: 'alert-refused-signatures',
    impact: {
      fr: 'Des notifications sont refusées : un secret est faux, ou quelqu’un en imite.',
      en: 'Notifications are refused: a secret is wrong, or somebody forges them.',
    },
    kind: 'refused_signature',
    severity: 'high',
    minutes: halfHour,
    min: ({ refusedSignatures }) => refusedSignatures,
  }),
  byTrouble({
    name: 'refused_sign_ins',
    runbook: 'alert-refused-sign-ins',
    impact: {
      fr: 'Quelqu’un essaie des mots de passe, des clés ou des liens qui ne sont pas les siens.',
      en: 'Somebody tries passwords, keys or links that belong to others.',
    },
    kind: 'refused_sign_in',
    severity: 'medium',
    minutes: halfHour,
    min: ({ refusedSignIns }) => refusedSignIns,
  }),
  byTrouble({
    name: 'early_fraud_warnings',
    runbook: 'alert-early-fraud-warnings',
    impact: {
      fr: 'Une banque signale un paiement comme frauduleux : sans remboursement, une contestation suivra.',
      en: 'A bank reports a payment as fraud: unless it is refunded, a dispute will follow.',
    },
    kind: 'early_fraud_warning',
    severity: 'medium',
    minutes: 360,
  }),
];
