import type { Threshold } from '#domain/limits/level';
import type { Locale } from '#domain/money';
import type { Meter } from '#domain/usage/usage-event';

type State = { threshold: Threshold; planName: string; limit: string; month: string };

type UsageWords = {
  subject: Record<Meter, (threshold: Threshold, month: string) => string>;
  heading: Record<Meter, (threshold: Threshold) => string>;
  greeting: (name: string) => string;
  state: Record<Meter, (state: State) => string>;
  /** What happens after the limit is passed. */
  next: Record<'billed' | 'stopped', (threshold: Threshold, meter: Meter) => string>;
  upgrade: (plan: string) => string;
  used: string;
  limit: string;
  project: (name: string) => string;
  others: string;
  toLargerPlan: (plan: string) => string;
  toUsage: string;
  closing: (email: string) => string;
};

const french: UsageWords = {
  subject: {
    traffic: (threshold, month) =>
      `Votre trafic\u00a0: ${threshold}\u00a0% de la limite utilisés (${month})`,
    storage: (threshold) => `Votre stockage\u00a0: ${threshold}\u00a0% de la limite utilisés`,
  },
  heading: {
    traffic: (threshold) =>
      threshold === 100 ? 'Limite de trafic atteinte' : `${threshold}\u00a0% du trafic utilisés`,
    storage: (threshold) =>
      threshold === 100
        ? 'Limite de stockage atteinte'
        : `${threshold}\u00a0% du stockage utilisés`,
  },
  greeting: (name) => `Bonjour ${name},`,
  state: {
    traffic: ({ threshold, planName, limit, month }) =>
      `Vos projets ont utilisé ${threshold}\u00a0% des ${limit} de trafic que votre formule ${planName} comprend en ${month}.`,
    storage: ({ threshold, planName, limit }) =>
      `Vos projets occupent ${threshold}\u00a0% des ${limit} de stockage que comprend votre formule ${planName}.`,
  },
  next: {
    billed: (threshold) =>
      threshold === 100
        ? 'Rien ne s’arrête\u00a0: chaque Go entamé au-delà de la limite vous est facturé à la fin du mois.'
        : 'Au-delà de la limite, rien ne s’arrête\u00a0: chaque Go entamé vous est facturé à la fin du mois.',
    stopped: (threshold, meter) => {
      const until = meter === 'traffic' ? ' jusqu’au mois prochain' : '';
      return threshold === 100
        ? `Vos projets peuvent être interrompus${until}.`
        : `Une fois la limite atteinte, vos projets peuvent être interrompus${until}.`;
    },
  },
  upgrade: (plan) =>
    `La formule ${plan} en comprend davantage\u00a0; elle est active dès le paiement.`,
  used: 'Utilisé\u00a0:',
  limit: 'Limite\u00a0:',
  project: (name) => `${name}\u00a0:`,
  others: 'Autres projets\u00a0:',
  toLargerPlan: (plan) => `Passer à ${plan}`,
  toUsage: 'Voir ma consommation',
  closing: (email) => `Une question\u00a0? Écrivez-nous à ${email}.`,
};

const english: UsageWords = {
  subject: {
    traffic: (threshold, month) => `Your traffic: ${threshold}% of the limit used (${month})`,
    storage: (threshold) => `Your storage: ${threshold}% of the limit used`,
  },
  heading: {
    traffic: (threshold) =>
      threshold === 100 ? 'Traffic limit reached' : `${threshold}% of traffic used`,
    storage: (threshold) =>
      threshold === 100 ? 'Storage limit reached' : `${threshold}% of storage used`,
  },
  greeting: (name) => `Hello ${name},`,
  state: {
    traffic: ({ threshold, planName, limit, month }) =>
      `Your projects have used ${threshold}% of the ${limit} of traffic that your ${planName} plan includes for ${month}.`,
    storage: ({ threshold, planName, limit }) =>
      `Your projects take up ${threshold}% of the ${limit} of storage that your ${planName} plan includes.`,
  },
  next: {
    billed: (threshold) =>
      threshold === 100
        ? 'Nothing stops: each GB started above the limit is billed at the end of the month.'
        : 'Above the limit nothing stops: each GB started is billed at the end of the month.',
    stopped: (threshold, meter) => {
      const until = meter === 'traffic' ? ' until next month' : '';
      return threshold === 100
        ? `Your projects may be paused${until}.`
        : `Once the limit is reached, your projects may be paused${until}.`;
    },
  },
  upgrade: (plan) => `The ${plan} plan includes more; it is active as soon as it is paid for.`,
  used: 'Used:',
  limit: 'Limit:',
  project: (name) => `${name}:`,
  others: 'Other projects:',
  toLargerPlan: (plan) => `Upgrade to ${plan}`,
  toUsage: 'See my usage',
  closing: (email) => `Any question? Write to us at ${email}.`,
};

export const usageWords: Record<Locale, UsageWords> = { fr: french, en: english };
