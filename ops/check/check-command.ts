import dns from 'node:dns/promises';
import { healthPath, webhookPath } from '#vocabulary/paths';
import { type ProviderName, providerNames } from '#vocabulary/providers';
import type { Command } from '../command.ts';
import type { ExitCode, Operator } from '../operator.ts';
import type { ProviderAddresses } from '../target.ts';
import { checkCinetPay } from './cinetpay.ts';
import { checkExternal } from './external.ts';
import { type Finding, note, ok, unclear, wrong } from './finding.ts';
import { checkMail } from './mail.ts';
import { checkSecrets, secretsConcerned } from './needed-secrets.ts';
import { checkPayPal } from './paypal.ts';
import { call } from './provider-call.ts';
import type { ProviderCheck } from './provider-check.ts';
import { checkQuotas } from './quotas.ts';
import { checkStripe } from './stripe.ts';
import { checkWebhookAddress } from './webhook-address.ts';

/** Checks everything that a shop needs before its first payment, and changes nothing. */
export const check: Command = {
  summary: 'check keys, providers and webhooks',
  usage: `npm run ops -- check
  Keys: present, in the right form, test keys outside prod and live keys in prod.
  Providers: each accepts its keys; webhooks are registered with every needed event.
  The sender of mails: DKIM, MAIL FROM, SPF and DMARC, at SES and in the public DNS.
  The account's quotas: large enough for a shop.
  The API: answers, also at the addresses for notifications.
  Exits with 1 if anything is wrong or unclear. Prints no secret.`,
  flags: {},
  positionalsMax: 0,
  async run(operator) {
    const findings = await findingsOf(operator);
    for (const { verdict, about, says } of findings)
      operator.say(`${signs[verdict]}  ${about}: ${says}`);
    return concluded(operator, findings);
  },
};

const signs: Record<Finding['verdict'], string> = {
  ok: 'ok     ',
  note: 'note   ',
  wrong: 'WRONG  ',
  unclear: 'UNCLEAR',
};

async function findingsOf({ target, fetch }: Operator): Promise<Finding[]> {
  const [providers, apiUrl, quotas] = await Promise.all([
    target.providers(),
    target.apiUrl(),
    target.quotas(),
  ]);
  const secrets = await target.secrets(secretsConcerned(providers));
  const { stage } = target;
  const concerned = providerNames.filter((name) => providers[name]);
  const checkOf = (name: ProviderName): ProviderCheck => ({
    fetch,
    stage,
    secrets,
    webhookUrl: `${apiUrl}${webhookPath(name)}`,
  });
  const looks = await Promise.all([
    checkHealth(fetch, apiUrl),
    checkSender(target),
    ...concerned.map((name) => checkProvider(name, providers, checkOf(name))),
    ...concerned.map(async (name) => [
      await checkWebhookAddress(fetch, name, checkOf(name).webhookUrl),
    ]),
  ]);
  return [...checkSecrets(providers, secrets, stage), ...checkQuotas(quotas), ...looks.flat()];
}

async function checkProvider(
  name: keyof ProviderAddresses,
  { stripe, paypal, cinetpay, external }: ProviderAddresses,
  check: ProviderCheck,
): Promise<Finding[]> {
  switch (name) {
    case 'stripe':
      return stripe ? checkStripe(check, stripe) : [];
    case 'paypal':
      return paypal ? checkPayPal(check, paypal) : [];
    case 'cinetpay':
      return cinetpay ? checkCinetPay(check, cinetpay) : [];
    case 'external':
      return external ? checkExternal(check, external) : [];
  }
}

/** Who may not ask SES still learns all the rest. */
async function checkSender(target: Operator['target']): Promise<Finding[]> {
  try {
    return await checkMail(await target.sender(), dns);
  } catch (error) {
    return [note('mail', `SES did not say who sends: ${(error as Error).message}`)];
  }
}

async function checkHealth(fetch: Operator['fetch'], apiUrl: string): Promise<Finding[]> {
  const called = await call(fetch, `${apiUrl}${healthPath}`);
  if (called.kind === 'silent') return [unclear('api', `${apiUrl} does not answer`)];
  const isWell = called.status === 200;
  const says = `${apiUrl}${healthPath} answers ${called.status}`;
  return [isWell ? ok('api', says) : wrong('api', says)];
}

function concluded({ target, say }: Operator, findings: readonly Finding[]): ExitCode {
  const count = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict).length;
  const [wrongs, unclears] = [count('wrong'), count('unclear')];
  say(
    wrongs + unclears === 0
      ? `${target.name} is ready.`
      : `${target.name} is not ready: ${wrongs} wrong, ${unclears} unclear.`,
  );
  return wrongs + unclears === 0 ? 0 : 1;
}
