import * as z from 'zod/mini';
import * as part from './parts.ts';
import { timeZone } from './time-zone.ts';

const cursor = z.optional(part.cursor);

const details = {
  name: part.text(200),
  email: part.email,
  kind: z.enum(['person', 'company']),
  locale: part.locale,
};

export const createCustomerRequest = z.strictObject({
  ...details,
  locale: z._default(part.locale, 'fr'),
  plan: z.optional(part.text(64)),
  timeZone: z.optional(timeZone),
  phone: z.optional(part.phone),
  address: z.optional(part.address),
  siren: z.optional(part.siren),
  vatNumber: z.optional(part.vatNumber),
});

/** Absent fields stay; null removes. The time zone is fixed, since counted days depend on it. */
export const changeCustomerRequest = z
  .strictObject({
    name: z.optional(details.name),
    email: z.optional(details.email),
    kind: z.optional(details.kind),
    locale: z.optional(details.locale),
    plan: z.optional(part.text(64)),
    phone: z.optional(z.nullable(part.phone)),
    address: z.optional(z.nullable(part.address)),
    siren: z.optional(z.nullable(part.siren)),
    vatNumber: z.optional(z.nullable(part.vatNumber)),
    archived: z.optional(z.boolean()),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, 'must contain a field to change'));

export const customerView = z.object({
  id: z.string(),
  ...details,
  email: z.string(),
  timeZone: z.string(),
  state: z.enum(['active', 'inactive', 'erased']),
  plan: z.string(),
  currentPeriodEnd: z.nullable(part.timestamp),
  places: z.object({ projects: z.int(), members: z.int() }),
  phone: z.nullable(z.string()),
  address: z.nullable(part.address),
  siren: z.nullable(z.string()),
  vatNumber: z.nullable(z.string()),
  createdAt: part.timestamp,
  updatedAt: part.timestamp,
  archivedAt: z.nullable(part.timestamp),
});

export const listCustomersQuery = z.strictObject({ limit: part.limit, cursor });

export const customerPage = part.page(customerView);

export const addMemberRequest = z.strictObject({
  email: part.email,
  name: z.optional(part.text(200)),
  role: z._default(z.enum(['owner', 'member']), 'member'),
  customerId: z.optional(part.customerId),
});

export const changeMemberRequest = z.strictObject({
  name: z.optional(part.text(200)),
  role: z.optional(z.enum(['owner', 'member'])),
});

export const memberView = z.object({
  id: z.string(),
  customerId: z.string(),
  email: z.string(),
  name: z.nullable(z.string()),
  role: z.enum(['owner', 'member']),
  addedAt: part.timestamp,
});

export const listOfCustomerQuery = z.strictObject({
  limit: part.limit,
  cursor,
  customerId: z.optional(part.customerId),
});

/** The customer that an administrator acts for. */
export const actingQuery = z.strictObject({ customerId: z.optional(part.customerId) });

export const memberPage = part.page(memberView);
