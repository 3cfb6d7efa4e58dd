import type { Node } from 'constructs';
import * as z from 'zod';
import { type Stage, stages } from '#vocabulary/stages';
import { logoConfiguration } from './brand-logo.ts';
import { email } from './email.ts';
import { demandOneCreator, mailConfiguration } from './mail-configuration.ts';
import { plansConfiguration } from './plan-configuration.ts';
import { providersConfiguration } from './provider-configuration.ts';

const address = z.strictObject({
  street: z.string().min(1).describe('street and number'),
  street2: z.string().optional().describe('a second line'),
  postalCode: z.string().optional().describe('as the country writes it'),
  city: z.string().min(1).describe('the town'),
  country: z.string().length(2).describe('two letters (ISO 3166): `FR`'),
});

const seller = z
  .strictObject({
    name: z.string().min(1).describe('the company, or the sole trader followed by `EI`'),
    legalForm: z.string().optional().describe('as it is printed: `SAS`'),
    shareCapital: z.string().optional().describe('as it is printed: `10 000 €`'),
    address: address.describe('where the seller is, as it is printed'),
    siren: z
      .string()
      .regex(/^\d{9}$/, 'a SIREN has 9 digits')
      .describe('9 digits'),
    siret: z
      .string()
      .regex(/^\d{14}$/, 'a SIRET has 14 digits')
      .describe('14 digits; the first nine are the SIREN'),
    rcsCity: z.string().optional().describe('the town of the register, as it is printed: `Paris`'),
    vatNumber: z
      .string()
      .optional()
      .describe(
        'left out under the _franchise en base_: then no VAT is charged, art. 293 B is cited, and `defaultVatRate` must be 0',
      ),
    email: email.describe('printed'),
    phone: z.string().optional().describe('printed'),
    website: z.url().optional().describe('printed'),
    defaultVatRate: z
      .int()
      .min(0)
      .max(10_000)
      .describe('of lines that name none, in basis points: `2000` is 20 %'),
    defaultExemption: z
      .strictObject({
        code: z
          .string()
          .regex(/^VATEX-(EU|FR)-[0-9A-Z-]+$/)
          .optional()
          .describe('the VATEX code'),
        text: z.string().min(1).describe('the reason, as it is printed'),
      })
      .optional()
      .describe(
        'why no VAT is charged (art. 242 nonies A I 12°); goes with `defaultVatRate` 0 and a VAT number, and with nothing else',
      ),
    supplies: z.enum(['goods', 'services']).describe('the mention on invoices'),
    paysVatOnDebits: z.boolean().optional().describe('`true` prints the option for VAT on debits'),
    timeZone: z.string().describe('in which the day of the seller begins: `Europe/Paris`'),
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
  seller: seller.describe('who sells, as it is printed on invoices'),
  brand: z
    .strictObject({
      name: z.string().min(1).describe('what buyers know the shop by'),
      primaryColor: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .describe('of mails and invoices: `#1f5f4a`'),
      websiteUrl: z.url().optional().describe('where the name in mails leads'),
      billingUrl: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe(
          'where customers see their usage and pay for a larger plan; usage mails have a button to it',
        ),
      supportEmail: email.describe('where buyers can ask'),
      logo: logoConfiguration
        .optional()
        .describe(
          'a PNG in `layers/assets`, up to 100 kB and 1 200 pixels wide and high, printed on invoices',
        ),
    })
    .describe('how mails and invoices look'),
  mail: mailConfiguration.describe('who sends mails, and who is told'),
  providers: providersConfiguration.describe(
    'who takes payments; one that is left out is neither offered nor deployed',
  ),
  plans: plansConfiguration.describe(
    'what customers may be on, in the order in which it is shown; exactly one costs nothing. [Who enforces which limit](metering.md#what-a-plan-limits)',
  ),
  metering: z
    .strictObject({
      graceHours: z
        .int()
        .min(0)
        .max(168)
        .describe(
          'how long a month waits for late events after its end, by the zone of the customer',
        ),
    })
    .default({ graceHours: 24 })
    .describe('how usage is closed'),
  storageSources: z
    .array(
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
          .describe('where a project keeps its own: `projects/{projectId}/`'),
      }),
    )
    .default([])
    .describe(
      'where projects keep what they store: measured each night; a function may list these buckets and no others',
    ),
  shopOrigins: z
    .array(z.string().regex(/^https?:\/\/[^/?#@]+$/, 'an origin, https://shop.example'))
    .describe(
      'origins that `returnUrl` and `cancelUrl` may name, and whose pages may call the API. `http://localhost:*` stands for every port there, for return addresses only',
    ),
});

type Configuration = z.infer<typeof configuration>;

export type Deployment = {
  stage: Stage;
  /** `small` costs less than a dollar a month when idle; `full` adds what a larger shop wants. */
  profile: 'small' | 'full';
  configuration: Configuration;
};

/** Everything that is read from the context; docs/configuration.md is generated from it. */
export const deploymentSchema = z.object({
  stage: z.enum(stages).describe('usually given as `-c stage=…`'),
  profile: z
    .enum(['small', 'full'])
    .describe('`full` also rings for what is slow or waiting, not only for what failed'),
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
