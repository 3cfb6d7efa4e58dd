import type { Rule } from '../rule.ts';
import { byTrouble } from './by-trouble.ts';

const hour = 60;

/** A mail that fails is tried five times; the third attempt is no accident. */
const attempts = () => 3;

const isActivation = (dimension: string): boolean => dimension === 'activation';

/** What may go wrong with mails, members and those whom webhooks tell. */
export const messageRules: readonly Rule[] = [
  byTrouble({
    name: 'mail_failed',
    runbook: 'alert-mail-failed',
    impact: {
      fr: 'Des e-mails ne partent pas : factures et avis n’arrivent pas.',
      en: 'Mails are not sent: invoices and notices do not arrive.',
    },
    kind: 'mail_failed',
    only: (dimension) => !isActivation(dimension),
    severity: 'high',
    minutes: hour,
    min: attempts,
  }),
  byTrouble({
    name: 'activation_failed',
    runbook: 'alert-activation-failed',
    impact: {
      fr: 'Un acheteur attend le lien qui ouvre son compte, et il ne part pas.',
      en: 'A buyer waits for the link that opens the account, and it is not sent.',
    },
    kind: 'mail_failed',
    only: isActivation,
    severity: 'medium',
    minutes: hour,
    min: attempts,
  }),
  byTrouble({
    name: 'member_creation_failed',
    runbook: 'alert-member-creation-failed',
    impact: {
      fr: 'Un acheteur a choisi son mot de passe, et son compte n’a pas pu être créé.',
      en: 'A buyer has chosen a password, and the account could not be created.',
    },
    kind: 'member_creation_failed',
    severity: 'medium',
    minutes: hour,
  }),
  byTrouble({
    name: 'webhook_endpoint_failing',
    runbook: 'alert-webhook-endpoint-failing',
    impact: {
      fr: 'Un système que la boutique tient au courant ne répond plus : il ne sait rien des ventes.',
      en: 'A system that the shop keeps informed no longer answers: it learns of no sale.',
    },
    kind: 'webhook_endpoint_failing',
    severity: 'medium',
    minutes: hour,
  }),
];
