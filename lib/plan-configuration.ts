import * as z from 'zod';
import { currencies } from '#vocabulary/currencies';
import type { Plan } from '#vocabulary/plans';
import { exactly } from './exactly.ts';

/** Prices in minor units by currency. */
const prices = z.partialRecord(z.enum(currencies), z.int().min(0));

/** `null` means no limit. */
const count = z.int().min(1).nullable();

const plan = exactly<Plan>()(
  z.strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/, 'lower case, digits and _')
      .describe('lower case, digits and `_`; never changed once customers are on it'),
    name: z.string().min(1).describe('the name shown to customers'),
    pricePerMonth: prices
      .refine((all) => Object.keys(all).length > 0, 'name at least one currency')
      .describe('in minor units, with VAT; all zero for the free plan, on which customers start'),
    overagePerGb: z
      .strictObject({
        traffic: prices.describe('in minor units, with VAT'),
        storage: prices.describe('in minor units, with VAT'),
      })
      .optional()
      .describe(
        'the price of each GB (10^9 bytes) started above the limit; without it nothing is billed',
      ),
    limits: z
      .strictObject({
        teams: count.describe('kept and shown'),
        members: count.describe('people of the customer'),
        projects: count.describe('projects that are not archived'),
        cpu: z.number().positive().describe('kept and shown'),
        memoryMb: z.int().min(1).describe('kept and shown'),
        trafficBytesPerMonth: z.int().min(1).describe('5 GB are `5000000000`'),
        storageBytes: z.int().min(1).describe('100 MB are `100000000`'),
        customDomains: z.boolean().describe('kept and shown'),
      })
      .describe('what the plan allows'),
  }),
);

const isFree = ({ pricePerMonth }: Plan): boolean =>
  Object.values(pricePerMonth).every((minor) => minor === 0);

/** The plans that customers can have, in the order in which they are shown. */
export const plansConfiguration = z
  .array(plan)
  .refine(
    (plans) => new Set(plans.map(({ id }) => id)).size === plans.length,
    'no two plans have the same id',
  )
  .refine(
    (plans) => plans.filter(isFree).length === 1,
    'exactly one plan costs nothing: the one that customers start on and fall back to',
  );
