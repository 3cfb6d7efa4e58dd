import type * as z from 'zod/mini';
import type * as apiKeys from '../../api-keys.ts';
import type * as customers from '../../customers.ts';
import type * as plans from '../../plans.ts';
import type * as projects from '../../projects.ts';
import { ids, pageOf } from './ids.ts';

const customer: z.infer<typeof customers.customerView> = {
  id: ids.customer,
  name: 'Comptoir Diallo',
  email: 'awa@example.com',
  kind: 'company',
  locale: 'fr',
  timeZone: 'Africa/Abidjan',
  plan: 'pay_as_you_go',
  currentPeriodEnd: '2026-12-21T00:00:00.000Z',
  places: { projects: 3, members: 2 },
  phone: null,
  address: { street: '3 quai de la Fosse', postalCode: '44000', city: 'Nantes', country: 'FR' },
  siren: '732829320',
  vatNumber: 'FR44732829320',
  createdAt: '2026-01-12T08:15:00.000Z',
  updatedAt: '2026-11-21T04:09:30.480Z',
  archivedAt: null,
};

const project: z.infer<typeof projects.projectView> = {
  id: ids.project,
  customerId: ids.customer,
  name: 'Site vitrine',
  timeZone: 'Africa/Abidjan',
  createdAt: '2026-01-12T08:20:00.000Z',
  archivedAt: null,
};

const member: z.infer<typeof customers.memberView> = {
  id: ids.member,
  customerId: ids.customer,
  email: 'koffi@example.com',
  name: 'Koffi Kouassi',
  role: 'member',
  addedAt: '2026-01-12T08:30:00.000Z',
};

const plan: z.infer<typeof plans.planView> = {
  id: 'pay_as_you_go',
  name: 'Pro',
  pricePerMonth: { EUR: 300, XOF: 2_000 },
  overagePerGb: { traffic: { EUR: 10, XOF: 65 }, storage: { EUR: 10, XOF: 65 } },
  limits: {
    teams: null,
    members: null,
    projects: null,
    cpu: 4,
    memoryMb: 6_144,
    trafficBytesPerMonth: 10_000_000_000,
    storageBytes: 10_240_000_000,
    customDomains: true,
  },
};

const subscription: z.infer<typeof plans.subscriptionView> = {
  customerId: ids.customer,
  plan,
  status: 'active',
  startedAt: '2026-06-21T00:00:00.000Z',
  currentPeriodEnd: '2026-12-21T00:00:00.000Z',
  places: { projects: { used: 3, limit: null }, members: { used: 2, limit: null } },
};

const apiKey: z.infer<typeof apiKeys.apiKeyView> = {
  id: ids.apiKey,
  name: 'shop server',
  scopes: ['payments:write', 'payments:read', 'invoices:read'],
  customerId: null,
  createdAt: '2026-11-21T04:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};

const createdApiKey: z.infer<typeof apiKeys.createdApiKey> = {
  ...apiKey,
  key: 'pgk_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
};

export const accountExamples = {
  listCustomers: pageOf(customer),
  createCustomer: customer,
  getCustomer: customer,
  changeCustomer: { ...customer, locale: 'en' },
  listProjects: pageOf(project),
  createProject: project,
  renameProject: { ...project, name: 'Boutique' },
  archiveProject: { ...project, archivedAt: '2026-11-21T10:00:00.000Z' },
  listMembers: pageOf(member),
  addMember: member,
  changeMember: { ...member, role: 'owner' },
  removeMember: member,
  listPlans: { data: [plan] },
  getSubscription: subscription,
  listApiKeys: pageOf(apiKey),
  createApiKey: createdApiKey,
  revokeApiKey: { ...apiKey, revokedAt: '2026-11-21T10:00:00.000Z' },
};
