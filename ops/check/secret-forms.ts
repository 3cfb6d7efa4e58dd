import { liveValues } from '#runtime/live-values';
import type { SecretName } from '#vocabulary/secrets';
import type { Stage } from '#vocabulary/stages';
import { type Finding, note, ok, wrong } from './finding.ts';

type Mode = 'test' | 'live';

type Form = {
  pattern: RegExp;
  /** Describes the expected form to somebody who pasted something else. */
  looksLike: string;
  /** Whether the value moves real or test money, where its text shows that. */
  modeOf?: (value: string) => Mode | undefined;
};

const byPrefix = (value: string): Mode | undefined =>
  (({ test: 'test', live: 'live' }) as const)[/^[a-z]+_(test|live)_/.exec(value)?.[1] ?? ''];

const randomKey: Form = {
  pattern: /^[A-Za-z0-9+/_-]{43,}={0,2}$/,
  looksLike: '32 random bytes or more in base64',
};

const forms: Record<SecretName, Form> = {
  'alerts/slack': {
    pattern: /^https:\/\/hooks\.slack\.com\/\S+$/,
    looksLike: 'https://hooks.slack.com/…',
  },
  'alerts/teams': {
    pattern: /^https:\/\/[\w.-]+\.(webhook\.office|logic\.azure|powerplatform)\.com\/\S+$/,
    looksLike: 'https://….logic.azure.com/… or ….powerplatform.com/…',
  },
  'alerts/google-chat': {
    pattern: /^https:\/\/chat\.googleapis\.com\/\S+$/,
    looksLike: 'https://chat.googleapis.com/…',
  },
  'alerts/discord': {
    pattern: /^https:\/\/discord\.com\/\S+$/,
    looksLike: 'https://discord.com/…',
  },
  'alerts/sentry': {
    pattern: /^https:\/\/\w+@([\w-]+\.)*sentry\.io\/\d+\/?$/,
    looksLike: 'https://…@….ingest.sentry.io/…',
  },
  'stripe/secret-key': {
    pattern: /^(sk|rk)_(test|live)_\w{10,}$/,
    looksLike: 'sk_test_…, sk_live_…, rk_test_… or rk_live_…',
    modeOf: byPrefix,
  },
  'stripe/webhook-secret': { pattern: /^whsec_[\w+/=-]{16,}$/, looksLike: 'whsec_…' },
  'paypal/client-id': { pattern: /^[\w-]{20,}$/, looksLike: 'letters, digits, _ and -' },
  'paypal/client-secret': { pattern: /^[\w-]{20,}$/, looksLike: 'letters, digits, _ and -' },
  'paypal/webhook-id': {
    pattern: /^[A-Z0-9]{10,}$/,
    looksLike: 'capital letters and digits, such as 8PT597110X687430L',
  },
  'cinetpay/api-key': {
    pattern: /^(sk_(test|live)_\w{10,}|\d+\.\d+|\w{10,}\.\w+)$/,
    looksLike: 'sk_test_…, sk_live_…, or an older one of two parts with a dot between them',
    modeOf: byPrefix,
  },
  'cinetpay/api-password': { pattern: /^\S{6,}$/, looksLike: 'a word without blanks' },
  'cinetpay/site-id': { pattern: /^\d{3,}$/, looksLike: 'digits' },
  'cinetpay/secret-key': { pattern: /^\S{10,}$/, looksLike: 'a word without blanks' },
  'external/api-key': { pattern: /^[\x21-\x7e]{16,}$/, looksLike: '16 visible characters or more' },
  'external/webhook-secret': {
    pattern: /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/,
    looksLike: 'whsec_ and 24 random bytes or more in base64',
  },
  'invoice-platform/client-id': { pattern: /^[\x21-\x7e]{3,}$/, looksLike: 'visible characters' },
  'invoice-platform/client-secret': {
    pattern: /^[\x21-\x7e]{16,}$/,
    looksLike: '16 visible characters or more',
  },
  'invoice-platform/webhook-secret': {
    pattern: /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/,
    looksLike: 'whsec_ and 24 random bytes or more in base64',
  },
  'client-token-key': randomKey,
  'webhook-secret-key': randomKey,
};

/**
 * Checks whether a secret has the right form and moves the kind of money that this stage should: no
 * real money in dev and staging, no test money in prod. During a rotation each live value is
 * checked.
 */
export function checkSecretForm(name: SecretName, secret: string, stage: Stage): Finding {
  const { pattern, looksLike, modeOf } = forms[name];
  const values = liveValues(secret);
  if (values.length === 0 || !values.every((value) => pattern.test(value)))
    return wrong(name, `does not look like ${looksLike}`);
  if (!modeOf) return ok(name, 'exists, and looks right');
  const modes = values.map(modeOf);
  const unwanted: Mode = stage === 'prod' ? 'test' : 'live';
  if (modes.includes(unwanted)) return wrong(name, `is a ${unwanted} key, in ${stage}`);
  if (modes.includes(undefined) && stage !== 'prod')
    return note(name, `exists; an older key has no test mode: it may move real money in ${stage}`);
  return ok(name, modes.includes(undefined) ? 'is there' : `is a ${modes[0]} key`);
}
