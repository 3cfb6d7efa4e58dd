import type * as z from 'zod/mini';
import type * as activations from '../../activations.ts';
import type * as apiKeys from '../../api-keys.ts';
import type * as billing from '../../billing.ts';
import type * as customers from '../../customers.ts';
import type * as erasure from '../../erasure.ts';
import type * as plans from '../../plans.ts';
import type * as projects from '../../projects.ts';
import type { sessionView } from '../../session.ts';
import { ids, pageOf } from './ids.ts';

const customer: z.infer<typeof customers.customerView> = {
  id: ids.customer,
  name: 'Comptoir Diallo',
  email: 'awa@example.com',
  kind: 'company',
  locale: 'fr',
  timeZone: 'Africa/Abidjan',
  state: 'active',
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

const erased: z.infer<typeof erasure.erasureView> = {
  customerId: ids.customer,
  state: 'done',
  obstacles: [],
  records: [],
  requestedAt: '2026-11-21T04:09:30.480Z',
  steps: [{ name: 'payments', at: '2026-11-21T04:09:32.117Z', count: 3 }],
  finishedAt: '2026-11-21T04:09:33.902Z',
  kept: [
    {
      kind: 'invoice',
      count: 3,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      basis: 'Code de commerce L123-22: ten years from the end of the financial year',
    },
  ],
  reviewAt: '2036-12-31T23:59:59.000Z',
};

const copied: z.infer<typeof erasure.exportView> = {
  customerId: ids.customer,
  state: 'running',
  requestedAt: '2026-11-21T04:09:30.480Z',
  expiresAt: '2026-11-22T04:09:30.480Z',
  url: null,
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

const activation: z.infer<typeof activations.activationView> = {
  email: 'k…@e….com',
  purpose: 'member',
  hasPassword: false,
  expiresAt: '2026-11-24T04:08:13.431Z',
  rules: { lengthMin: 12, lengthMax: 256 },
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
  endsAtPeriodEnd: false,
  places: { projects: { used: 3, limit: null }, members: { used: 2, limit: null } },
};

const billingDetails: z.infer<typeof billing.billingDetailsView> = {
  customerId: ids.customer,
  name: customer.name,
  email: customer.email,
  kind: customer.kind,
  locale: customer.locale,
  phone: customer.phone,
  address: customer.address,
  siren: customer.siren,
  vatNumber: customer.vatNumber,
  updatedAt: customer.updatedAt,
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

const savedPaymentMethod: z.infer<typeof billing.savedPaymentMethodView> = {
  id: 'pm_1SVd0e2eZvKYlo2CkWlHVgdE',
  method: 'card',
  brand: 'visa',
  last4: '4242',
  expiryMonth: 12,
  expiryYear: 2034,
  isDefault: true,
};

const session: z.infer<typeof sessionView> = {
  name: 'Awa Diop',
  email: 'awa@example.com',
  roles: ['owner'],
  customers: [{ id: ids.customer, name: 'Comptoir Diallo', role: 'owner' }],
  customerId: ids.customer,
  locale: 'fr',
  stage: 'prod',
  expiresAt: '2026-11-21T11:00:00.000Z',
};

export const accountExamples = {
  getSession: session,
  chooseCustomer: session,
  listCustomers: pageOf(customer),
  createCustomer: customer,
  getCustomer: customer,
  changeCustomer: { ...customer, locale: 'en' },
  eraseCustomer: erased,
  exportCustomer: copied,
  listProjects: pageOf(project),
  createProject: project,
  renameProject: { ...project, name: 'Boutique' },
  archiveProject: { ...project, archivedAt: '2026-11-21T10:00:00.000Z' },
  listMembers: pageOf(member),
  addMember: member,
  changeMember: { ...member, role: 'owner' },
  removeMember: member,
  getActivation: activation,
  listPlans: { data: [plan] },
  getSubscription: subscription,
  cancelSubscription: { ...subscription, endsAtPeriodEnd: true },
  resumeSubscription: subscription,
  getBillingDetails: billingDetails,
  changeBillingDetails: { ...billingDetails, phone: '+33240123456' },
  listPaymentMethods: { data: [savedPaymentMethod] },
  preferPaymentMethod: savedPaymentMethod,
  listApiKeys: pageOf(apiKey),
  createApiKey: createdApiKey,
  revokeApiKey: { ...apiKey, revokedAt: '2026-11-21T10:00:00.000Z' },
};
