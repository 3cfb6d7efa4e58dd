import { postAlert } from '#domain/monitoring/post-alert';
import { chatRooms } from '#messaging/chat-rooms';
import { anAlertEvent } from '#test/alerts';
import type { ChatKind, Severity } from '#vocabulary/alerts';

const addresses: Record<ChatKind, string> = {
  slack: 'https://hooks.slack.com/services/T0/B0/secret',
  teams: 'https://prod-01.westeurope.logic.azure.com/workflows/secret',
  'google-chat': 'https://chat.googleapis.com/v1/spaces/secret/messages',
  discord: 'https://discord.com/api/webhooks/1/secret',
  sentry: 'https://secret@o1.ingest.de.sentry.io/42',
};

function shop({ status = 200, changed = {} as Partial<Record<ChatKind, string>> } = {}) {
  type Posted = { url: string; headers: Headers; text: string; redirect?: string };
  const posted: Posted[] = [];
  const answer = async (url: string | URL | Request, options?: RequestInit) => {
    const { headers, body, redirect } = options ?? {};
    const text = String(body);
    posted.push({ url: String(url), headers: new Headers(headers), text, redirect });
    if (status === 0) throw new Error(`connect failed: ${url}`);
    return new Response(null, { status });
  };
  const known = { ...addresses, ...changed };
  const addressOf = async (kind: ChatKind) => (known[kind] ? [known[kind]] : []);
  const rooms = chatRooms({ addressOf, locale: 'en', fetch: answer as typeof fetch });
  const tell = (kinds: ChatKind[], from: Severity = 'low') =>
    postAlert({ rooms, chats: kinds.map((kind) => ({ kind, from })) }, anAlertEvent());
  return { posted, tell };
}

test('each service gets what it takes, with what is wrong, how bad it is, and what to do', async () => {
  const { posted, tell } = shop();
  const kinds = Object.keys(addresses) as ChatKind[];
  expect(await tell(kinds)).toEqual(kinds);
  const [slack, teams, google, discord] = posted.slice(0, -1).map(({ text }) => JSON.parse(text));
  expect(slack.text).toMatch(/^New alert \(high\): A page of the shop .*\nshop · alt_01/);
  expect(slack.text).toContain('docs/runbook.md#alert-site-over-http');
  expect(teams).toMatchObject({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          body: [{ type: 'TextBlock', wrap: true }],
        },
      },
    ],
  });
  expect(google.text).toBe(slack.text);
  expect(discord).toMatchObject({ allowed_mentions: { parse: [] } });
  for (const { redirect } of posted) expect(redirect).toBe('error');
});

test('Sentry gets an event of one issue for each alert, the same one when it is posted again', async () => {
  const { posted, tell } = shop();
  await tell(['sentry']);
  await tell(['sentry']);
  const [first, again] = posted;
  expect(first!.text).toBe(again!.text);
  expect(first!.url).toBe('https://o1.ingest.de.sentry.io/api/42/envelope/');
  expect(first!.headers.get('x-sentry-auth')).toContain('sentry_key=secret');
  const [head, item, event] = first!.text.split('\n').map((line) => JSON.parse(line));
  expect(head.event_id).toMatch(/^[0-9a-f]{32}$/);
  expect(item).toEqual({ type: 'event' });
  expect(event).toMatchObject({
    event_id: head.event_id,
    level: 'error',
    fingerprint: ['alt_01'],
    tags: { rule: 'site_over_http', severity: 'high' },
  });
});

test.each(['https://o1.ingest.sentry.io/42', 'https://secret@o1.ingest.sentry.io/'])(
  'an address of Sentry without key or project is refused, and not named: %s',
  async (sentry) => {
    const { posted, tell } = shop({ changed: { sentry } });
    const error = await tell(['sentry']).catch((reason) => reason);
    expect(String(error.errors)).toMatch(/no key, or no project/);
    expect(String(error.errors)).not.toContain('ingest');
    expect(posted).toEqual([]);
  },
);

test('a chat hears of what is bad enough for it', async () => {
  const { posted, tell } = shop();
  expect(await tell(['slack'], 'critical')).toEqual([]);
  expect(await tell(['slack'], 'high')).toEqual(['slack']);
  expect(posted).toHaveLength(1);
});

test.each([
  ['http://hooks.slack.com/services/secret', /not one of that service/],
  ['https://hooks.slack.com.evil.example/secret', /not one of that service/],
  ['https://hooks.slack.com:8443/secret', /not one of that service/],
  ['https://169.254.169.254/secret', /not one of that service/],
  ['secret', /has no address/],
  ['', /has no address/],
])('nothing is posted to %s', async (address, message) => {
  const { posted, tell } = shop({ changed: { slack: address } });
  await expect(tell(['slack'])).rejects.toThrow(message);
  expect(posted).toEqual([]);
});

test.each([404, 429, 500, 0])(
  'a chat that answers %s is tried again, and no error names the address',
  async (status) => {
    const { tell } = shop({ status });
    const error = await tell(['slack', 'discord']).catch((reason) => reason);
    expect(error).toBeInstanceOf(AggregateError);
    const said = [error.message, ...error.errors.map(String)].join();
    expect(said).toMatch(/slack .*discord /);
    expect(said).not.toContain('secret');
    expect(said).not.toContain('https:');
  },
);

test('a chat that has no address hides nothing from another one', async () => {
  const { posted, tell } = shop({ changed: { slack: '' } });
  await expect(tell(['slack', 'discord'])).rejects.toThrow('slack has no address');
  expect(posted.map(({ url }) => new URL(url).host)).toEqual(['discord.com']);
});
