import type { Node } from 'constructs';
import * as z from 'zod';
import { type Stage, stages } from '#vocabulary/stages';
import { logoConfiguration } from './brand-logo.ts';
import { email } from './email.ts';
import { demandOneCreator, mailConfiguration } from './mail-configuration.ts';
import { plansConfiguration } from './plan-configuration.ts';
import { providersConfiguration } from './provider-configuration.ts';

const address = z.strictObject({
  street: z.string().min(1),
  street2: z.string().optional(),
  postalCode: z.string().optional(),
  city: z.string().min(1),
  country: z.string().length(2),
});

const seller = z
  .strictObject({
    name: z.string().min(1),
    legalForm: z.string().optional(),
    shareCapital: z.string().optional(),
    address,
    siren: z.string().regex(/^\d{9}$/, 'a SIREN has 9 digits'),
    siret: z.string().regex(/^\d{14}$/, 'a SIRET has 14 digits'),
    rcsCity: z.string().optional(),
    vatNumber: z.string().optional(),
    email: email,
    phone: z.string().optional(),
    website: z.url().optional(),
    defaultVatRate: z.int().min(0).max(10_000),
    defaultExemption: z
      .strictObject({
        code: z
          .string()
          .regex(/^VATEX-(EU|FR)-[0-9A-Z-]+$/)
          .optional(),
        text: z.string().min(1),
      })
      .optional(),
    supplies: z.enum(['goods', 'services']),
    paysVatOnDebits: z.boolean().optional(),
    timeZone: z.string(),
  })
  .refine(({ siren, siret }) => siret.startsWith(siren), 'a SIRET starts with its SIREN')
  .refine(
    ({ vatNumber, defaultVatRate }) => vatNumber !== undefined || defaultVatRate === 0,
    'a seller without a VAT number charges no VAT (franchise en base): set defaultVatRate to 0',
  )
  .refine(
    ({ vatNumber, defaultVatRate, defaultExemption }) =>
      vatNumber === undefined || (defaultVatRate === 0) === (defaultExemption !== undefined),
    'a seller with a VAT number says why it charges none: defaultExemption (text, and a VATEX code) goes with defaultVatRate 0, and with no other',
  );

const configuration = z.strictObject({
  seller,
  brand: z.strictObject({
    name: z.string().min(1),
    primaryColor: z.string().regex(/^#[0-9a-f]{6}$/i),
    websiteUrl: z.url().optional(),
    billingUrl: z.url({ protocol: /^https?$/ }).optional(),
    supportEmail: email,
    logo: logoConfiguration.optional(),
  }),
  mail: mailConfiguration,
  providers: providersConfiguration,
  plans: plansConfiguration,
  /** How long a month waits for late events after its end, by the customer's zone. */
  metering: z.strictObject({ graceHours: z.int().min(0).max(168) }).default({ graceHours: 24 }),
  /** Where projects keep what they store; a function may list these buckets and no others. */
  storageSources: z
    .array(
      z.strictObject({
        bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket'),
        // Without the slash a project would be billed for those whose ids begin like its own.
        prefix: z
          .string()
          .regex(/^[^*?]*\{projectId\}\/[^*?]*$/, 'a prefix with {projectId}/ in it'),
      }),
    )
    .default([]),
  /**
   * Origins that `returnUrl` and `cancelUrl` may name, and that may call the API from a page.
   * `http://localhost:*` stands for every port of that host, for return addresses only.
   */
  shopOrigins: z.array(
    z.string().regex(/^https?:\/\/[^/?#@]+$/, 'an origin, https://shop.example'),
  ),
});

export type Configuration = z.infer<typeof configuration>;

export type Deployment = {
  stage: Stage;
  /** `small` costs less than a dollar a month when idle; `full` adds what a larger shop wants. */
  profile: 'small' | 'full';
  configuration: Configuration;
};

const deployment = z.object({
  stage: z.enum(stages),
  profile: z.enum(['small', 'full']),
  configuration,
});

/**
 * Reads stage, profile and configuration from the CDK context; a stage may replace single parts
 * under `stages.<stage>`.
 *
 * @throws Error that names each wrong entry.
 */
export function readDeployment(node: Node): Deployment {
  const stage = node.tryGetContext('stage');
  const answer = deployment.safeParse({
    stage,
    profile: node.tryGetContext('profile'),
    configuration: configurationOf(node, stage),
  });
  if (answer.success) {
    demandOneCreator(mailsOfStages(node));
    return answer.data;
  }
  throw new Error(`The context in cdk.json is not valid:\n${z.prettifyError(answer.error)}`);
}

const configurationOf = (node: Node, stage: string): Record<string, unknown> => ({
  ...node.tryGetContext('configuration'),
  ...node.tryGetContext('stages')?.[stage],
});

/** Of every stage, whichever is deployed; one whose mail is not valid yet is not deployed either. */
const mailsOfStages = (node: Node) =>
  stages.flatMap((stage) => {
    const mail = mailConfiguration.safeParse(configurationOf(node, stage).mail);
    return mail.success ? [[stage, mail.data] as [Stage, typeof mail.data]] : [];
  });
