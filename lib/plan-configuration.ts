import * as z from 'zod';
import { currencies } from '#vocabulary/currencies';

/** Minor units by currency. */
const prices = z.partialRecord(z.enum(currencies), z.int().min(0));

/** `null` stands for no limit. */
const count = z.int().min(1).nullable();

const plan = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'lower case, digits and _'),
  name: z.string().min(1),
  /** With VAT; all zero for the one plan that customers start on. */
  pricePerMonth: prices.refine((all) => Object.keys(all).length > 0, 'name at least one currency'),
  /** With VAT, for each GB (10^9 bytes) that is begun above the limit. */
  overagePerGb: z.strictObject({ traffic: prices, storage: prices }).optional(),
  limits: z.strictObject({
    teams: count,
    members: count,
    projects: count,
    cpu: z.number().positive(),
    memoryMb: z.int().min(1),
    /** A GB is 10^9 bytes, a MB 10^6. */
    trafficBytesPerMonth: z.int().min(1),
    storageBytes: z.int().min(1),
    customDomains: z.boolean(),
  }),
});

const isFree = ({ pricePerMonth }: z.infer<typeof plan>): boolean =>
  Object.values(pricePerMonth).every((minor) => minor === 0);

/** What customers may be on; the order is the one in which they are shown. */
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
