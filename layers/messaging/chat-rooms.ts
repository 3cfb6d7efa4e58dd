import type { Locale } from '#domain/money';
import type { AlertFact } from '#domain/monitoring/alert';
import { explain } from '#domain/monitoring/explain-alert';
import type { ChatRoom } from '#domain/monitoring/post-alert';
import type { ChatKind } from '#vocabulary/alerts';
import { type AlertPost, sentryPost } from './sentry-post.ts';
import { alertHeading } from './templates/alert-news.ts';

/** Only these hosts get a post, by HTTPS: an address that was mistyped, or planted, is refused. */
const hosts: Record<ChatKind, RegExp> = {
  slack: /^hooks\.slack\.com$/,
  teams: /\.(webhook\.office\.com|logic\.azure\.com|powerplatform\.com)$/,
  'google-chat': /^chat\.googleapis\.com$/,
  discord: /^discord\.com$/,
  sentry: /^([\w-]+\.)*sentry\.io$/,
};

const adaptiveCard = (text: string) => ({
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.4',
  body: [{ type: 'TextBlock', text, wrap: true }],
});

/** Discord takes 2 000 signs. */
const discordMax = 2_000;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What each service takes. */
const bodies: Record<Exclude<ChatKind, 'sentry'>, (text: string) => object> = {
  slack: (text) => ({ text: escaped(text) }),
  // Workflows: the connectors of Office 365, and their MessageCard, are retired.
  teams: (text) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: adaptiveCard(text),
      },
    ],
  }),
  'google-chat': (text) => ({ text }),
  discord: (text) => ({ content: text.slice(0, discordMax), allowed_mentions: { parse: [] } }),
};

const jsonPost = (url: URL, body: object): AlertPost => ({
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** For the whole exchange. */
const timeoutMs = 8_000;

export type ChatRoomSettings = {
  /** The address of the room; empty where none was put in. */
  addressOf: (kind: ChatKind) => Promise<readonly string[]>;
  locale: Locale;
  fetch?: typeof fetch;
};

/** Posts what is wrong with the shop: ids and words, no person. */
export const chatRooms = ({ addressOf, locale, fetch = globalThis.fetch }: ChatRoomSettings) =>
  ({
    async post(kind, event) {
      const url = allowed(kind, (await addressOf(kind))[0]);
      const text = textOf(event, locale);
      const post =
        kind === 'sentry' ? sentryPost(url, event, text) : jsonPost(url, bodies[kind](text));
      const status = await statusOf(fetch, post);
      if (status === undefined || status < 200 || status > 299)
        throw new Error(
          `${kind} ${status === undefined ? 'did not answer' : `answered ${status}`}`,
        );
    },
  }) satisfies ChatRoom;

/** The address is the secret: no error names it. */
function allowed(kind: ChatKind, address: string | undefined): URL {
  const url = URL.parse(address ?? '');
  if (!url) throw new Error(`${kind} has no address`);
  if (url.protocol !== 'https:' || url.port !== '' || !hosts[kind].test(url.hostname))
    throw new Error(`the address of ${kind} is not one of that service`);
  return url;
}

/** Undefined without an answer. */
async function statusOf(fetch: typeof globalThis.fetch, { url, headers, body }: AlertPost) {
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return status;
  } catch {
    return undefined;
  }
}

function textOf({ data }: AlertFact, locale: Locale): string {
  const { rule, dimension, alertId, severity, because } = data;
  const { impact, runbook } = explain({ rule: rule as never, evidence: {} });
  const heading = alertHeading({ because, severity, impact: impact[locale], locale });
  return `${heading}\n${dimension} · ${alertId} · docs/runbook.md#${runbook}`;
}
