import fc from 'fast-check';
import type { SecretName } from '#vocabulary/secrets';
import type { Stage } from '#vocabulary/stages';
import { checkSecretForm } from '../../../ops/check/secret-forms.ts';

const key = 'abcdefghijklmnopqrstuvwxyz';
const random = Buffer.alloc(32, 7).toString('base64');

test.each<[SecretName, string, Stage, string]>([
  ['stripe/secret-key', `sk_test_${key}`, 'dev', 'ok'],
  ['stripe/secret-key', `rk_test_${key}`, 'staging', 'ok'],
  ['stripe/secret-key', `sk_live_${key}`, 'prod', 'ok'],
  ['stripe/secret-key', `sk_live_${key}`, 'dev', 'wrong'],
  ['stripe/secret-key', `rk_live_${key}`, 'staging', 'wrong'],
  ['stripe/secret-key', `sk_test_${key}`, 'prod', 'wrong'],
  ['stripe/secret-key', JSON.stringify([`sk_live_${key}`, `sk_test_${key}`]), 'prod', 'wrong'],
  ['stripe/secret-key', `pk_test_${key}`, 'dev', 'wrong'],
  ['stripe/secret-key', `sk_test_${key}\n`, 'dev', 'wrong'],
  ['stripe/webhook-secret', `whsec_${key}`, 'dev', 'ok'],
  ['stripe/webhook-secret', JSON.stringify([`whsec_${key}`, `whsec_${key}2`]), 'dev', 'ok'],
  // Two values that are no list would be taken for one.
  ['stripe/webhook-secret', `whsec_${key},whsec_${key}2`, 'dev', 'wrong'],
  ['cinetpay/api-password', 'a,password,with,commas', 'prod', 'ok'],
  ['stripe/webhook-secret', 'we_1ABCDEFGHIJKLMNOPQRS', 'dev', 'wrong'],
  ['paypal/webhook-id', '8PT597110X687430L', 'prod', 'ok'],
  ['paypal/webhook-id', 'WEBHOOK_ID', 'prod', 'wrong'],
  ['cinetpay/api-key', `sk_test_${key}`, 'prod', 'wrong'],
  ['cinetpay/api-key', `sk_live_${key}`, 'dev', 'wrong'],
  ['cinetpay/api-key', '12912847765bc0db748fdd44.40081707', 'prod', 'ok'],
  ['cinetpay/api-key', '12912847765bc0db748fdd44.40081707', 'dev', 'note'],
  ['cinetpay/site-id', '445160', 'prod', 'ok'],
  ['external/webhook-secret', `whsec_${random}`, 'prod', 'ok'],
  ['external/webhook-secret', 'whsec_short', 'prod', 'wrong'],
  ['client-token-key', random, 'prod', 'ok'],
  ['client-token-key', 'changeme', 'prod', 'wrong'],
])('%s %s in %s is %s', (name, value, stage, verdict) => {
  expect(checkSecretForm(name, value, stage).verdict).toBe(verdict);
});

test('only prod accepts a live key, and prod accepts no test key', () => {
  const letters = fc.stringMatching(/^[A-Za-z0-9]{10,40}$/);
  const prefix = fc.constantFrom('sk', 'rk');
  fc.assert(
    fc.property(prefix, letters, (kind, text) => {
      const verdict = (mode: string, stage: Stage) =>
        checkSecretForm('stripe/secret-key', `${kind}_${mode}_${text}`, stage).verdict;
      expect([verdict('live', 'dev'), verdict('live', 'staging')]).toEqual(['wrong', 'wrong']);
      expect([verdict('live', 'prod'), verdict('test', 'prod')]).toEqual(['ok', 'wrong']);
    }),
  );
});

test('no part of a secret is ever printed, whatever it contains', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!-~]{8,60}$/), (text) => {
      const { says } = checkSecretForm('stripe/secret-key', text, 'prod');
      expect(says.includes(text)).toBe(false);
    }),
  );
});
