import type { Locale } from '#domain/money';
import type { Alert, AlertReason } from '#domain/monitoring/alert';
import type { Severity } from '#vocabulary/alerts';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Fact, type Message } from './layout.ts';

export type AlertNewsInput = {
  brand: Brand;
  locale: Locale;
  alert: Alert;
  because: AlertReason;
  /** What users lose, as one sentence. */
  impact: string;
  /** What is true when it is over; absent where that is all being well again. */
  over?: string | undefined;
  /** A section of docs/runbook.md. */
  runbook: string;
  /** IANA zone of the seller's clock times. */
  timeZone: string;
};

/** `Nouvelle alerte (haute) : …`: why people hear of it, how bad it is, and what users lose. */
export function alertHeading({
  because,
  severity,
  impact,
  locale,
}: Pick<AlertNewsInput, 'because' | 'impact' | 'locale'> & { severity: Severity }): string {
  const words = wordsIn[locale];
  const colon = locale === 'fr' ? '\u00a0:' : ':';
  return `${words.because[because]} (${words.severity[severity]})${colon} ${impact}`;
}

/** Ids in one mail: more are in the API. */
const namedMax = 10;

/** Tells the shop's people what is wrong, how we know, and what to do. */
export function alertNews(input: AlertNewsInput): Message {
  const { brand, locale, alert, because, impact, over, runbook } = input;
  const words = wordsIn[locale];
  const why = words.because[because];
  return composeLetter({
    brand,
    locale,
    subject: alertHeading({ because, impact, locale, severity: alert.severity }),
    preheader: impact,
    heading: why,
    paragraphs: [
      impact,
      ...(because === 'resolved' ? [over ?? words.over] : [words.next(alert.id)]),
    ],
    facts: [
      { label: words.about, value: alert.dimension },
      { label: words.since, value: clockTime(alert.openedAt, input) },
      ...evidenceOf(alert),
      ...objectsOf(alert, words.objects),
      { label: words.runbook, value: `docs/runbook.md#${runbook}` },
      { label: words.id, value: alert.id },
    ],
    closing: words.closing(brand.name),
  });
}

/** Numbers by the names that the API gives them, so that mail and API can be compared. */
const evidenceOf = ({ evidence }: Alert): Fact[] =>
  Object.entries(evidence).map(([name, value]) => ({ label: `${name}:`, value: String(value) }));

const objectsOf = ({ objects }: Alert, label: string): Fact[] =>
  objects.length === 0
    ? []
    : [
        {
          label,
          value: [...objects.slice(0, namedMax), ...(objects.length > namedMax ? ['…'] : [])].join(
            ', ',
          ),
        },
      ];

const clockTime = (at: string, { locale, timeZone }: AlertNewsInput): string =>
  new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-IE', {
    ...{ timeZone, dateStyle: 'long', timeStyle: 'short' },
  }).format(new Date(at));

type Words = {
  because: Record<AlertReason, string>;
  severity: Record<Severity, string>;
  next: (id: string) => string;
  over: string;
  about: string;
  since: string;
  objects: string;
  runbook: string;
  id: string;
  closing: (brand: string) => string;
};

const french: Words = {
  because: {
    opened: 'Nouvelle alerte',
    worse: 'Alerte aggravée',
    snooze_over: 'Alerte de nouveau active',
    unanswered: 'Alerte sans réponse depuis 15 minutes',
    still_unanswered: 'Alerte sans réponse depuis une heure',
    repeated: 'Alerte toujours ouverte',
    resolved: 'Alerte terminée',
  },
  severity: { low: 'faible', medium: 'moyenne', high: 'haute', critical: 'critique' },
  next: (id) =>
    `Pour dire que vous vous en occupez : POST /v1/admin/alerts/${id}/ack. L’alerte se ferme d’elle-même quand tout va bien depuis un quart d’heure.`.replace(
      ' :',
      '\u00a0:',
    ),
  over: 'Tout va bien depuis un quart d’heure.',
  about: 'Concerne\u00a0:',
  since: 'Depuis\u00a0:',
  objects: 'Objets\u00a0:',
  runbook: 'Que faire\u00a0:',
  id: 'Alerte\u00a0:',
  closing: (brand) => `Vous recevez ce message car vous veillez sur la boutique ${brand}.`,
};

const english: Words = {
  because: {
    opened: 'New alert',
    worse: 'An alert got worse',
    snooze_over: 'An alert is active again',
    unanswered: 'An alert nobody has answered for 15 minutes',
    still_unanswered: 'An alert nobody has answered for an hour',
    repeated: 'An alert is still open',
    resolved: 'An alert is over',
  },
  severity: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
  next: (id) =>
    `To say that you look after it: POST /v1/admin/alerts/${id}/ack. It closes by itself when all has been well for a quarter of an hour.`,
  over: 'All has been well for a quarter of an hour.',
  about: 'About:',
  since: 'Since:',
  objects: 'Objects:',
  runbook: 'What to do:',
  id: 'Alert:',
  closing: (brand) => `You receive this message because you watch over the shop ${brand}.`,
};

const wordsIn = { fr: french, en: english };
