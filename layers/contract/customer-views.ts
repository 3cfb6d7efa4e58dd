import type * as z from 'zod/mini';
import type { Customer } from '#domain/customers/customer';
import type { Member } from '#domain/members/member';
import type { Project } from '#domain/projects/project';
import type { customerView, memberView } from './customers.ts';
import type { projectView } from './projects.ts';

export const viewCustomer = (customer: Customer): z.infer<typeof customerView> => ({
  id: customer.id,
  name: customer.name,
  email: customer.email,
  kind: customer.kind,
  locale: customer.locale,
  timeZone: customer.timeZone,
  state: customer.state ?? 'active',
  plan: customer.planId,
  currentPeriodEnd: customer.subscription?.currentPeriodEnd ?? null,
  places: { projects: customer.places.projects, members: customer.places.members },
  phone: customer.phone ?? null,
  address: customer.address ?? null,
  siren: customer.siren ?? null,
  vatNumber: customer.vatNumber ?? null,
  createdAt: customer.createdAt,
  updatedAt: customer.updatedAt,
  archivedAt: customer.archivedAt ?? null,
});

export const viewMember = (member: Member): z.infer<typeof memberView> => ({
  id: member.id,
  customerId: member.customerId,
  email: member.email,
  name: member.name ?? null,
  role: member.role,
  addedAt: member.addedAt,
});

export const viewProject = (project: Project): z.infer<typeof projectView> => ({
  id: project.id,
  customerId: project.customerId,
  name: project.name,
  timeZone: project.timeZone,
  createdAt: project.createdAt,
  archivedAt: project.archivedAt ?? null,
});
