import { ofName } from '#domain/elision';
import type { EndpointFact } from '#domain/messages/notify-of-endpoint';
import type { Locale } from '#domain/money';
import type { WebhookEndpoint } from '#domain/webhooks/endpoint';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type EndpointNews = {
  brand: Brand;
  locale: Locale;
  endpoint: WebhookEndpoint;
  event: EndpointFact;
  /** IANA zone of the seller's clock times. */
  timeZone: string;
};

type Cause = 'failing' | 'gone' | 'warned';

/** Tells the shop that one of its systems does not take webhooks, and what to do. */
export function endpointNews(input: EndpointNews): Message {
  const { brand, locale, endpoint, event } = input;
  const words = wordsIn[locale];
  const cause: Cause = event.type === 'webhook_endpoint.failing' ? 'warned' : event.data.reason;
  // The rest of an address may hold a secret.
  const { host } = new URL(endpoint.url);
  const { failing } = endpoint;
  return composeLetter({
    brand,
    locale,
    subject: words.subject[cause](host),
    preheader: words.said[cause],
    heading: words.heading[cause],
    paragraphs: [words.said[cause], words.next[cause]],
    facts: [
      { label: words.host, value: host },
      ...(endpoint.description ? [{ label: words.what, value: endpoint.description }] : []),
      ...(failing
        ? [
            { label: words.since, value: clockTime(failing.since, input) },
            { label: words.attempts, value: String(failing.attempts) },
          ]
        : []),
      { label: words.id, value: endpoint.id },
    ],
    closing: words.closing(brand.name),
  });
}

const clockTime = (at: string, { locale, timeZone }: EndpointNews): string =>
  new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    ...{ timeZone, dateStyle: 'long', timeStyle: 'short' },
  }).format(new Date(at));

const nextInFrench =
  'Réparez le point de réception, essayez-le avec l’événement de test, puis réactivez-le : ce qu’il a manqué depuis trente jours peut lui être envoyé.';

const french = {
  subject: {
    warned: (host: string) => `Webhooks : ${host} ne répond pas correctement`,
    failing: (host: string) => `Webhooks : ${host} est désactivé`,
    gone: (host: string) => `Webhooks : ${host} est désactivé`,
  },
  heading: {
    warned: 'Un point de réception est en échec',
    failing: 'Un point de réception est désactivé',
    gone: 'Un point de réception est désactivé',
  },
  said: {
    warned: 'Aucun webhook n’a été reçu par ce point de réception depuis plus d’un jour.',
    failing: 'Aucun webhook n’a été reçu par ce point de réception depuis cinq jours.',
    gone: 'Ce point de réception a répondu « 410 Gone » : il ne veut plus rien recevoir.',
  },
  next: {
    warned:
      'Les webhooks en attente sont conservés et partiront dès qu’il répondra. Au bout de cinq jours d’échec, il sera désactivé.',
    failing: nextInFrench,
    gone: nextInFrench,
  },
  host: 'Serveur :',
  what: 'Description :',
  since: 'En échec depuis :',
  attempts: 'Tentatives :',
  id: 'Identifiant :',
  closing: (brand: string) =>
    `Vous recevez ce message car vous gérez les paiements ${ofName(brand)}.`,
};

const nextInEnglish =
  'Repair the endpoint, try it with the test event, then enable it again: what it missed in the last thirty days can be sent to it.';

const english: typeof french = {
  subject: {
    warned: (host) => `Webhooks: ${host} does not answer as it should`,
    failing: (host) => `Webhooks: ${host} is disabled`,
    gone: (host) => `Webhooks: ${host} is disabled`,
  },
  heading: {
    warned: 'An endpoint is failing',
    failing: 'An endpoint is disabled',
    gone: 'An endpoint is disabled',
  },
  said: {
    warned: 'No webhook has reached this endpoint for more than a day.',
    failing: 'No webhook has reached this endpoint for five days.',
    gone: 'This endpoint has answered “410 Gone”: it wants to receive nothing more.',
  },
  next: {
    warned:
      'Waiting webhooks are kept, and will be sent as soon as it answers. After five days of failure it will be disabled.',
    failing: nextInEnglish,
    gone: nextInEnglish,
  },
  host: 'Server:',
  what: 'Description:',
  since: 'Failing since:',
  attempts: 'Attempts:',
  id: 'Id:',
  closing: (brand) => `You receive this message because you manage the payments of ${brand}.`,
};

const wordsIn = { fr: french, en: english };
