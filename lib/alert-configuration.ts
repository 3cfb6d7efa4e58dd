import * as z from 'zod';
import { type AlertSettings, chatKinds, defaultThresholds, severities } from '#vocabulary/alerts';
import { email } from './email.ts';
import { exactly } from './exactly.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day, 09:00');

const share = z.number().gt(0).lt(1);
const milliseconds = z.int().min(1);
const minutes = z.int().min(1);
const count = z.int().min(1);

const thresholds = z.strictObject({
  failureRate1h: share
    .default(defaultThresholds.failureRate1h)
    .describe('share of a provider’s decided payments that may fail within an hour, from 0 to 1'),
  failureRate6h: share
    .default(defaultThresholds.failureRate6h)
    .describe('the same within six hours'),
  responseMs: milliseconds
    .default(defaultThresholds.responseMs)
    .describe('how long the slowest twentieth of answers may take, in milliseconds'),
  settlementMs: milliseconds
    .default(defaultThresholds.settlementMs)
    .describe('the same from a notification to its effect'),
  silentMinutes: minutes
    .max(24 * 60)
    .default(defaultThresholds.silentMinutes)
    .describe('how long nobody must have paid at least, before the shop is called silent'),
  silentPayments: count
    .default(defaultThresholds.silentPayments)
    .describe('how many payments must be missing, by the shop’s own weeks'),
  invoiceMinutes: minutes
    .max(5 * 60)
    .default(defaultThresholds.invoiceMinutes)
    .describe('how long a payment may wait for its invoice'),
  providerErrors: count
    .default(defaultThresholds.providerErrors)
    .describe('errors of a provider within ten minutes'),
  declines: count
    .default(defaultThresholds.declines)
    .describe('declined cards within an hour: somebody tries stolen ones'),
  bounceRate: share
    .default(defaultThresholds.bounceRate)
    .describe('share of mails within six hours that may come back'),
  complaintRate: share
    .default(defaultThresholds.complaintRate)
    .describe('share of mails that may be reported as spam'),
  refusedSignatures: count
    .default(defaultThresholds.refusedSignatures)
    .describe('forged notifications of a provider within half an hour'),
  refusedSignIns: count
    .default(defaultThresholds.refusedSignIns)
    .describe('wrong keys, tokens and passwords within half an hour'),
});

/** What rings, and when. */
export const alertConfiguration = exactly<AlertSettings>()(
  z.strictObject({
    thresholds: thresholds
      .default(defaultThresholds)
      .describe('the numbers of the rules; what is left out has the usual one'),
    businessHours: z
      .strictObject({
        days: z.array(z.int().min(1).max(7)).min(1).describe('days of the week; 1 is Monday'),
        from: timeOfDay.describe('when the first payments are expected: `09:00`'),
        to: timeOfDay.describe('when the last ones are: `18:00`'),
      })
      .refine(({ from, to }) => from < to, 'must begin before it ends')
      .default({ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' })
      .describe('when the shop expects payments, in the seller’s time zone'),
    escalateTo: z
      .array(email)
      .max(10)
      .default([])
      .describe(
        'addresses that also get a high or critical alert which nobody has answered for an hour',
      ),
    chat: z
      .array(
        z.strictObject({
          kind: z.enum(chatKinds).describe('which service'),
          from: z
            .enum(severities)
            .default('medium')
            .describe('the lowest severity that is posted there'),
        }),
      )
      .refine(
        (chats) => new Set(chats.map(({ kind }) => kind)).size === chats.length,
        'must name each kind once',
      )
      .default([])
      .describe(
        'where alerts are also posted; the address of each is a secret, [the parameter](deploy.md) `alerts/<kind>`',
      ),
  }),
);

export const defaultAlerts = alertConfiguration.parse({});
