import type { Node } from 'constructs';
import * as z from 'zod';
import type { Brand } from '#vocabulary/brand';
import { type FileScanner, fileTypes } from '#vocabulary/files';
import { defaultPeriods } from '#vocabulary/retention';
import type { Settings } from '#vocabulary/settings';
import { type Stage, stages } from '#vocabulary/stages';
import { accountingConfiguration, defaultAccounting } from './accounting-configuration.ts';
import { alertConfiguration, defaultAlerts } from './alert-configuration.ts';
import { logoConfiguration } from './brand-logo.ts';
import { email } from './email.ts';
import { exactly } from './exactly.ts';
import { defaultInvoicing, invoicingConfiguration } from './invoicing-configuration.ts';
import { demandOneCreator, demandOwnDomain, mailConfiguration } from './mail-configuration.ts';
import { plansConfiguration } from './plan-configuration.ts';
import { platformConfiguration } from './platform-configuration.ts';
import { providersConfiguration } from './provider-configuration.ts';
import { reminderConfiguration } from './reminder-configuration.ts';
import { retentionConfiguration } from './retention-configuration.ts';
import { sellerConfiguration } from './seller-configuration.ts';
import { signInConfiguration } from './sign-in-configuration.ts';

const configuration = z.strictObject({
  seller: sellerConfiguration.describe('the seller, as printed on invoices'),
  brand: exactly<Brand>()(
    z.strictObject({
      name: z.string().min(1).describe('the name by which buyers know the shop'),
      primaryColor: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .describe('the colour of mails, invoices and the pages of sign-in: `#1f5f4a`'),
      websiteUrl: z.url().optional().describe('the link of the name in mails'),
      billingUrl: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe(
          'where customers see their usage and pay for a larger plan; usage mails have a button to it',
        ),
      supportEmail: email.describe('the e-mail address for buyers’ questions'),
      logo: logoConfiguration
        .optional()
        .describe(
          'a PNG in `layers/assets`, up to 100 kB and 1 200 pixels wide and high, printed on invoices and shown where people sign in',
        ),
    }),
  ).describe('how mails, invoices and the pages of sign-in look'),
  mail: mailConfiguration.describe('who sends mails, and who gets notes and alarms'),
  providers: providersConfiguration.describe(
    'the payment providers; one that is left out is neither offered nor deployed',
  ),
  invoicePlatform: platformConfiguration
    .optional()
    .describe(
      'the plateforme agréée that carries invoices between French companies; without it none of this is deployed',
    ),
  plans: plansConfiguration.describe(
    'the plans of customers, in the order in which they are shown; exactly one is free. [Who enforces which limit](metering.md#what-a-plan-limits)',
  ),
  metering: exactly<Settings['METERING']>()(
    z.strictObject({
      graceHours: z
        .int()
        .min(0)
        .max(168)
        .describe(
          'how long a month waits for late events after its end, in the customer’s time zone',
        ),
    }),
  )
    .default({ graceHours: 24 })
    .describe('how months of usage are closed'),
  storageSources: exactly<Settings['STORAGE_SOURCES']>()(
    z.array(
      z.strictObject({
        bucket: z
          .string()
          .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket')
          .describe('its name'),
        // Without the trailing slash a project would also pay for projects whose ids start with its
        // own.
        prefix: z
          .string()
          .regex(/^[^*?]*\{projectId\}\/[^*?]*$/, 'a prefix with {projectId}/ in it')
          .describe('where a project’s objects are: `projects/{projectId}/`'),
      }),
    ),
  )
    .default([])
    .describe(
      'the buckets in which projects store data: measured every night; the function may list only these buckets',
    ),
  files: exactly<Pick<Settings['FILES'], 'types'>>()(
    z.strictObject({
      types: z
        .array(z.enum(fileTypes))
        .min(1)
        .describe('which types are taken; each is known by its first bytes, and runs nothing'),
    }),
  )
    .default({ types: [...fileTypes] })
    .describe('the files that buyers send with their orders'),
  retention: retentionConfiguration
    .default(defaultPeriods)
    .describe(
      'how long what names people stays: a [job](privacy.md#what-is-forgotten-by-itself) applies it four times a day',
    ),
  invoicing: invoicingConfiguration
    .default(defaultInvoicing)
    .describe('how invoices are numbered, and their documents kept'),
  accounting: accountingConfiguration
    .default(defaultAccounting)
    .describe('accounts and fiscal year of [the file for the tax administration](exports.md)'),
  alerts: alertConfiguration
    .default(defaultAlerts)
    .describe('when the shop rings its admins, and where else than by mail'),
  reminders: reminderConfiguration
    .default({ days: [7, 15, 30] })
    .describe('when customers are asked for what they have not paid'),
  signIn: signInConfiguration.describe('where people type their passwords'),
  shopOrigins: z
    .array(z.string().regex(/^https?:\/\/[^/?#@]+$/, 'an origin, https://shop.example'))
    .describe(
      'origins that `returnUrl` and `cancelUrl` may name, and whose pages may call the API. `http://localhost:*` means any port on it, for return addresses only',
    ),
});

type Configuration = z.infer<typeof configuration>;

export type Deployment = {
  stage: Stage;
  /** `small` costs less than a dollar a month when idle; `full` adds what a larger shop wants. */
  profile: 'small' | 'full';
  configuration: Configuration;
};

/** Scans cost by the gigabyte, so a small shop has none. */
export const scannerOf = ({ profile }: Pick<Deployment, 'profile'>): FileScanner =>
  profile === 'full' ? 'guardduty' : 'none';

/** Everything that is read from the context; docs/configuration.md is generated from it. */
export const deploymentSchema = z.object({
  stage: z.enum(stages).describe('usually given as `-c stage=…`'),
  profile: z
    .enum(['small', 'full'])
    .describe(
      '`full` also has alarms for what is slow or waiting, not only for failures, and scans the files of orders for malware',
    ),
  configuration: configuration.describe('the shop'),
});

/**
 * Reads stage, profile and configuration from the CDK context; a stage may override single parts
 * under `stages.<stage>`.
 *
 * @throws Error that names each wrong entry.
 */
export function readDeployment(node: Node): Deployment {
  const stage = node.tryGetContext('stage');
  const answer = deploymentSchema.safeParse({
    stage,
    profile: node.tryGetContext('profile'),
    configuration: configurationOf(node, stage),
  });
  if (answer.success) {
    demandOneCreator(mailsOfStages(node));
    demandOwnDomain(answer.data.stage, answer.data.configuration.mail);
    return answer.data;
  }
  throw new Error(`The context in cdk.json is not valid:\n${z.prettifyError(answer.error)}`);
}

const configurationOf = (node: Node, stage: string): Record<string, unknown> => ({
  ...node.tryGetContext('configuration'),
  ...node.tryGetContext('stages')?.[stage],
});

/** The mail settings of every stage whose settings are valid: others cannot be deployed. */
const mailsOfStages = (node: Node) =>
  stages.flatMap((stage) => {
    const mail = mailConfiguration.safeParse(configurationOf(node, stage).mail);
    return mail.success ? [[stage, mail.data] as [Stage, typeof mail.data]] : [];
  });
