import { writtenDate } from '#domain/calendar/written';
import { formatMoney, type Locale, type Money } from '#domain/money';
import type { SubscriptionFact } from '#domain/subscriptions/subscription-event';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type SubscriptionNewsInput = {
  brand: Brand;
  locale: Locale;
  fact: SubscriptionFact;
  customerName: string;
  planName: string;
  /** Calendar day in the customer's zone, `YYYY-MM-DD`, when the paid period ends or ended. */
  endDate: string;
  /** The price of another month, in the currency of the customer's last payment. */
  price?: Money;
};

/** Tells a customer that a plan starts, will end soon, is cancelled, or has ended. */
export function subscriptionNews(input: SubscriptionNewsInput): Message {
  const { brand, locale, fact, customerName, planName, price } = input;
  const words = wordsIn[locale];
  const date = writtenDate(input.endDate, locale);
  const { subject, heading, sentences } = words.about[fact](planName, date);
  const isRunning = fact === 'subscription.activated' || fact === 'subscription.renewal_due';
  const isPaid = isRunning || fact === 'subscription.cancelled';
  return composeLetter({
    brand,
    locale,
    subject,
    preheader: sentences[0]!,
    heading,
    paragraphs: [words.greeting(customerName), ...sentences],
    facts: [
      { label: words.plan, value: planName },
      ...(isPaid ? [{ label: words.end, value: date }] : []),
      ...(isRunning && price ? [{ label: words.price, value: formatMoney(price, locale) }] : []),
    ],
    closing: words.closing(brand.supportEmail),
  });
}

type About = (
  plan: string,
  date: string,
) => { subject: string; heading: string; sentences: string[] };

type Words = {
  greeting: (name: string) => string;
  plan: string;
  end: string;
  price: string;
  closing: (email: string) => string;
  about: Record<SubscriptionFact, About>;
};

const french: Words = {
  greeting: (name) => `Bonjour ${name},`,
  plan: 'Formule\u00a0:',
  end: 'Payée jusqu’au\u00a0:',
  price: 'Prix d’un mois\u00a0:',
  closing: (email) => `Une question\u00a0? Écrivez-nous à ${email}.`,
  about: {
    'subscription.activated': (plan, date) => ({
      subject: `Votre formule ${plan} est active`,
      heading: 'Formule active',
      sentences: [`Votre formule ${plan} est active jusqu’au ${date}.`],
    }),
    'subscription.renewal_due': (plan, date) => ({
      subject: `Votre formule ${plan} se termine le ${date}`,
      heading: 'Votre formule se termine bientôt',
      sentences: [
        `Votre formule ${plan} est payée jusqu’au ${date}.`,
        'Payez un mois de plus avant cette date pour la garder\u00a0; trois jours après, vous repassez à la formule gratuite.',
      ],
    }),
    'subscription.cancelled': (plan, date) => ({
      subject: `Votre formule ${plan} est résiliée`,
      heading: 'Résiliation confirmée',
      sentences: [
        `Votre formule ${plan} est résiliée\u00a0: vous la gardez jusqu’au ${date}, puis vous repassez à la formule gratuite.`,
        'Jusque-là, vous pouvez revenir sur votre décision.',
      ],
    }),
    'subscription.ended': (plan) => ({
      subject: `Votre formule ${plan} a pris fin`,
      heading: 'Formule terminée',
      sentences: [
        `Votre formule ${plan} a pris fin.`,
        'Vos projets restent\u00a0; pour en créer d’autres, les limites de votre nouvelle formule s’appliquent.',
      ],
    }),
    'subscription.expired': (plan, date) => ({
      subject: `Votre formule ${plan} a pris fin`,
      heading: 'Formule terminée',
      sentences: [
        `Votre formule ${plan}, payée jusqu’au ${date}, a pris fin\u00a0: vous êtes désormais à la formule gratuite.`,
        'Vos projets restent\u00a0; payez un mois pour retrouver votre formule à tout moment.',
      ],
    }),
  },
};

const english: Words = {
  greeting: (name) => `Hello ${name},`,
  plan: 'Plan:',
  end: 'Paid until:',
  price: 'Price of a month:',
  closing: (email) => `Any question? Write to us at ${email}.`,
  about: {
    'subscription.activated': (plan, date) => ({
      subject: `Your ${plan} plan is active`,
      heading: 'Plan active',
      sentences: [`Your ${plan} plan is active until ${date}.`],
    }),
    'subscription.renewal_due': (plan, date) => ({
      subject: `Your ${plan} plan ends on ${date}`,
      heading: 'Your plan ends soon',
      sentences: [
        `Your ${plan} plan is paid for until ${date}.`,
        'Pay for one more month before that day to keep it; three days later you are back on the free plan.',
      ],
    }),
    'subscription.cancelled': (plan, date) => ({
      subject: `Your ${plan} plan is cancelled`,
      heading: 'Plan cancelled',
      sentences: [
        `Your ${plan} plan is cancelled: you keep it until ${date}, then you are on the free plan.`,
        'Until then you can change your mind.',
      ],
    }),
    'subscription.ended': (plan) => ({
      subject: `Your ${plan} plan has ended`,
      heading: 'Plan ended',
      sentences: [
        `Your ${plan} plan has ended.`,
        'Your projects stay; to create more, the limits of your new plan apply.',
      ],
    }),
    'subscription.expired': (plan, date) => ({
      subject: `Your ${plan} plan has ended`,
      heading: 'Plan ended',
      sentences: [
        `Your ${plan} plan, paid for until ${date}, has ended: you are on the free plan.`,
        'Your projects stay; pay for a month at any time to get your plan back.',
      ],
    }),
  },
};

const wordsIn: Record<Locale, Words> = { fr: french, en: english };
