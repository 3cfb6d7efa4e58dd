import * as z from 'zod/mini';
import type { Session } from '#domain/access/session';
import { type Stage, stages } from '#vocabulary/stages';
import * as part from './parts.ts';

export const chooseCustomerRequest = z.strictObject({ customerId: part.customerId });

export const requestEmailChangeRequest = z.strictObject({ email: part.email });

const role = z.enum(['admin', 'finance', 'owner', 'member']);

export const sessionView = z.object({
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  roles: z.array(role),
  customers: z.array(
    z.object({ id: z.string(), name: z.string(), role: z.enum(['owner', 'member']) }),
  ),
  customerId: z.nullable(z.string()),
  locale: part.locale,
  stage: z.enum(stages),
  expiresAt: part.timestamp,
});

export const viewSession = (session: Session, stage: Stage): z.infer<typeof sessionView> => {
  const { name = null, email = null, customerId = null } = session;
  const { roles, customers, locale, expiresAt } = session;
  return { name, email, roles, customers, customerId, locale, stage, expiresAt };
};
