import type { Quotas } from '../target.ts';
import { type Finding, note, ok, wrong } from './finding.ts';

/** Queues alone may run thirty functions at once, and each request takes two. */
const lambdaConcurrencyMin = 100;

/** The SES limit for accounts in its sandbox. */
const sandboxMailsPerDay = 200;

const raiseConcurrency =
  'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000';

/** A new account's quotas are too low for a shop, and nothing else reports that before it hurts. */
export const checkQuotas = (quotas: Quotas | undefined): Finding[] =>
  quotas === undefined
    ? [note('quotas', 'a local cloud has none; use --stage to check those of an account')]
    : [functionsAtOnce(quotas), mails(quotas), secretsRead];

function functionsAtOnce({ lambdaConcurrency }: Quotas): Finding {
  const about = 'Lambda quota';
  if (lambdaConcurrency === undefined) return note(about, 'these credentials may not ask for it');
  const says = `${lambdaConcurrency} functions at once`;
  return lambdaConcurrency < lambdaConcurrencyMin
    ? wrong(about, `${says}; raise it: ${raiseConcurrency}`)
    : ok(about, says);
}

function mails({ mailsPerDay }: Quotas): Finding {
  const about = 'SES quota';
  if (mailsPerDay === undefined) return note(about, 'these credentials may not ask for it');
  return mailsPerDay <= sandboxMailsPerDay
    ? note(
        about,
        'the account is in the sandbox, so only confirmed addresses get mails: aws sesv2 put-account-details, see docs/deploy.md',
      )
    : ok(about, `${mailsPerDay} mails a day`);
}

const secretsRead: Finding = note(
  'SSM quota',
  '40 reads of secrets a second by default (the current value cannot be read); more: aws ssm update-service-setting --setting-id /ssm/parameter-store/high-throughput-enabled --setting-value true',
);
