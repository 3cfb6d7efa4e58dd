import { randomUUID } from 'node:crypto';
import type { Customer } from '#domain/customers/customer';
import { newId } from '#domain/ids';
import { noPlaces, type Plans } from '#domain/plans/plan';
import type { Project } from '#domain/projects/project';
import type { Subscription } from '#domain/subscriptions/subscription';

const createdAt = '2026-11-21T09:00:00.000Z';

/** A new id of its kind, so that a table may be shared. */
export const aNewId = (prefix: 'cus' | 'prj' | 'pay' | 'prd' | 'ord', at = createdAt): string =>
  newId(prefix, new Date(at), new TextEncoder().encode(randomUUID()));

/** Comptoir Diallo of Abidjan, on the free plan; name what the test cares about. */
export const aCustomer = (changes: Partial<Customer> = {}): Customer => ({
  id: aNewId('cus', changes.createdAt),
  name: 'Comptoir Diallo',
  email: 'aissatou@comptoir-diallo.example',
  kind: 'company',
  locale: 'fr',
  timeZone: 'Africa/Abidjan',
  planId: 'free',
  places: noPlaces,
  createdAt,
  updatedAt: createdAt,
  version: 1,
  ...changes,
});

export const aProject = (changes: Partial<Project> = {}): Project => ({
  id: aNewId('prj', changes.createdAt),
  customerId: 'cus_diallo',
  timeZone: 'Africa/Abidjan',
  name: 'Site vitrine',
  createdAt,
  ...changes,
});

/** Paid for from 21 November to 21 December. */
export const aSubscription = (changes: Partial<Subscription> = {}): Subscription => ({
  planId: 'pay_as_you_go',
  startedAt: '2026-11-21T10:00:00.000Z',
  months: 1,
  currentPeriodEnd: '2026-12-21T10:00:00.000Z',
  currency: 'XOF',
  payments: ['pay_1'],
  ...changes,
});

const limits = { cpu: 4, memoryMb: 6_144, trafficBytesPerMonth: 10e9, storageBytes: 10e9 };

/** Free with two projects and one member, Pro without such limits. */
export const somePlans: Plans = [
  {
    id: 'free',
    name: 'Free',
    pricePerMonth: { EUR: 0, XOF: 0 },
    limits: {
      teams: 1,
      members: 1,
      projects: 2,
      cpu: 0.3,
      memoryMb: 100,
      trafficBytesPerMonth: 5e9,
      storageBytes: 100e6,
      customDomains: false,
    },
  },
  {
    id: 'pay_as_you_go',
    name: 'Pro',
    pricePerMonth: { EUR: 300, XOF: 2_000 },
    overagePerGb: { traffic: { EUR: 100 }, storage: { EUR: 100 } },
    limits: { ...limits, teams: null, members: null, projects: null, customDomains: true },
  },
];
