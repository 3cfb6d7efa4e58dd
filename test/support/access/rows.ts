import { randomUUID } from 'node:crypto';
import { memberIdOf } from '#domain/members/member';
import { anAddress } from '#test/cloud';
import { storeMember } from '#test/stored-members';
import { alertRows } from './alert-rows.ts';
import { financeRows } from './finance-rows.ts';
import { monitoringRows } from './monitoring-rows.ts';
import { orderRows } from './order-rows.ts';
import { pendingRows } from './pending-rows.ts';
import { asAdmin, type Shopper } from './people.ts';
import {
  admins,
  all,
  customerIn,
  letIn,
  may,
  named,
  nothingThere,
  ofCustomer,
  own,
  type Reach,
  type Row,
  shopsPeople,
  unknown,
} from './verdicts.ts';
import { webhookRows } from './webhook-rows.ts';

const withCustomer = (path: string) => ({
  path: ({ id }: Shopper) => `${path}/${id}`,
  nobody: `${path}/cus_${unknown}`,
});

async function aMember({ id: customerId }: Shopper): Promise<string> {
  const member = { customerId, email: anAddress(), role: 'member' as const };
  await storeMember(member);
  return `/v1/members/${memberIdOf(customerId, member.email)}?customerId=${customerId}`;
}

async function aKey({ id: customerId }: Shopper): Promise<string> {
  const body = { name: 'test', scopes: ['usage:read'], customerId };
  return `/v1/api-keys/${(await asAdmin('POST', '/v1/api-keys', body)).id}`;
}

const project = (which: 'kept' | 'spare') => ({
  path: ({ projects }: Shopper) => `/v1/projects/${projects[which]}`,
  nobody: `/v1/projects/prj_${unknown}`,
});

const paid = (suffix: string) => ({
  path: ({ paid: { id } }: Shopper) => `/v1/payments/${id}${suffix}`,
  nobody: `/v1/payments/pay_${unknown}${suffix}`,
});

const invoice = (suffix: string) => ({
  path: ({ paid }: Shopper) => `/v1/invoices/${paid.invoice.id}${suffix}`,
  nobody: `/v1/invoices/inv_${unknown}${suffix}`,
});

/** What a payment's or an invoice's page shows to its buyer. */
const seenByBuyer = may({
  holder: own,
  member: own,
  owner: own,
  finance: all,
  admin: all,
  shopKey: all,
  boundKey: own,
});
/** What is written in the customer's own file. */
const ofFile = may({ ...ofCustomer, admin: all });
const ofOwnersFile = may({ owner: named, admin: all });
const ofUsage = may({ ...ofCustomer, admin: all, shopKey: all, boundKey: named });
const ofOwner = may({ owner: named, admin: letIn });
/** An administrator has to name the customer. */
const ofMember = may({ owner: { ...named, nobody: 404 }, admin: { ...all, nobody: 400 } });
const ofProject = may({ member: own, owner: own, admin: all });
const shopsFile = may({ finance: all, admin: all });
/** Their own customer has no such thing yet; others are not theirs. */
const nothingYet: Reach = { ...named, own: 404 };
const ofOwnersCards = may({ owner: nothingYet, admin: nothingThere });

export const rows: Record<string, Row> = {
  ...orderRows,
  ...webhookRows,
  ...financeRows,
  ...monitoringRows,
  ...alertRows,
  ...pendingRows,
  'POST /v1/payments': {
    body: ({ id }) => ({
      amount: 100,
      currency: 'EUR',
      method: 'card',
      description: 'x',
      customer: { email: anAddress(), name: 'Awa Diop', customerId: id },
    }),
    path: () => '/v1/payments',
    may: may({ shopKey: letIn, boundKey: named }),
  },
  'GET /v1/payments': {
    ...customerIn('/v1/payments'),
    may: may({ ...ofCustomer, finance: letIn, admin: letIn, shopKey: letIn, boundKey: named }),
  },
  'GET /v1/payments/{id}': { ...paid(''), may: seenByBuyer },
  'POST /v1/payments/{id}/refunds': {
    ...paid('/refunds'),
    body: () => ({ amount: 1, reason: 'requested_by_customer' }),
    may: may({ finance: all, admin: all, shopKey: all, boundKey: own }),
  },
  'POST /v1/payments/{id}/refunds/{refundId}/close': {
    path: ({ paid: { id } }) => `/v1/payments/${id}/refunds/ref_${unknown}/close`,
    body: () => ({ outcome: 'ask_provider' }),
    may: may({ finance: nothingThere, admin: nothingThere }),
  },
  'GET /v1/invoices/{id}': { ...invoice(''), may: seenByBuyer },
  'GET /v1/invoices/{id}/pdf': { ...invoice('/pdf'), may: seenByBuyer },
  'GET /v1/api-keys': { ...customerIn('/v1/api-keys'), may: ofOwner },
  'POST /v1/api-keys': {
    path: () => '/v1/api-keys',
    body: ({ id }) => ({ name: 'x', scopes: ['payments:write'], customerId: id }),
    may: admins,
  },
  'DELETE /v1/api-keys/{id}': {
    path: aKey,
    nobody: `/v1/api-keys/key_${unknown}`,
    may: may({ owner: own, admin: all }),
  },
  'GET /v1/admin/switches': { path: () => '/v1/admin/switches', may: admins },
  'PUT /v1/admin/switches': {
    path: () => '/v1/admin/switches',
    body: () => ({ provider: 'external', enabled: true, reason: 'test' }),
    may: admins,
  },
  'GET /v1/admin/inbox': { path: () => '/v1/admin/inbox', may: admins },
  'POST /v1/admin/inbox/{id}/replay': {
    path: () => `/v1/admin/inbox/ntf_${randomUUID()}/replay`,
    may: may({ admin: nothingThere }),
  },
  'GET /v1/admin/refund-tasks': { path: () => '/v1/admin/refund-tasks', may: shopsPeople },
  'GET /v1/admin/audit': { path: () => '/v1/admin/audit', may: admins },
  'GET /v1/admin/customers': { path: () => '/v1/admin/customers', may: shopsPeople },
  'POST /v1/admin/customers': {
    path: () => '/v1/admin/customers',
    body: () => ({ name: 'x', email: anAddress(), kind: 'person' }),
    may: shopsPeople,
  },
  'GET /v1/admin/customers/{id}': { ...withCustomer('/v1/admin/customers'), may: shopsFile },
  'PATCH /v1/admin/customers/{id}': {
    ...withCustomer('/v1/admin/customers'),
    body: () => ({ name: 'Awa Diop' }),
    may: shopsFile,
  },
  'POST /v1/admin/customers/{id}/erase': {
    path: ({ id }) => `/v1/admin/customers/${id}/erase`,
    nobody: `/v1/admin/customers/cus_${unknown}/erase`,
    body: () => ({ dryRun: true }),
    may: may({ admin: all }),
  },
  'POST /v1/admin/customers/{id}/export': {
    path: ({ id }) => `/v1/admin/customers/${id}/export`,
    nobody: `/v1/admin/customers/cus_${unknown}/export`,
    may: may({ admin: all }),
  },
  'GET /v1/projects': { ...customerIn('/v1/projects'), may: may({ ...ofCustomer, admin: letIn }) },
  'POST /v1/projects': {
    path: () => '/v1/projects',
    body: ({ id }) => ({ name: 'x', customerId: id }),
    may: may({ ...ofCustomer, admin: letIn }),
  },
  'PATCH /v1/projects/{id}': {
    ...project('spare'),
    body: () => ({ name: 'y' }),
    may: ofProject,
  },
  'DELETE /v1/projects/{id}': {
    ...project('spare'),
    may: ofProject,
  },
  'GET /v1/members': { ...customerIn('/v1/members'), may: ofOwner },
  'POST /v1/members': {
    path: () => '/v1/members',
    body: ({ id }) => ({ email: anAddress(), customerId: id }),
    may: ofOwner,
  },
  'PATCH /v1/members/{id}': {
    path: aMember,
    nobody: `/v1/members/mem_${unknown}`,
    body: () => ({ name: 'Koffi' }),
    may: ofMember,
  },
  'DELETE /v1/members/{id}': { path: aMember, nobody: `/v1/members/mem_${unknown}`, may: ofMember },
  'POST /v1/session/email': {
    path: () => '/v1/session/email',
    body: () => ({ email: anAddress() }),
    may: may({ owner: letIn, member: letIn }),
  },
  'GET /v1/subscription': { ...customerIn('/v1/subscription'), may: ofFile },
  'POST /v1/subscription/cancel': {
    ...customerIn('/v1/subscription/cancel'),
    may: ofOwnersFile,
  },
  'POST /v1/subscription/resume': {
    ...customerIn('/v1/subscription/resume'),
    may: ofOwnersFile,
  },
  'GET /v1/billing/details': { ...customerIn('/v1/billing/details'), may: ofFile },
  'PATCH /v1/billing/details': {
    ...customerIn('/v1/billing/details'),
    body: () => ({ name: 'Awa Diop' }),
    may: ofOwnersFile,
  },
  'GET /v1/billing/payment-methods': {
    ...customerIn('/v1/billing/payment-methods'),
    may: may({ ...ofCustomer, admin: letIn }),
  },
  'DELETE /v1/billing/payment-methods/{id}': {
    ...customerIn(`/v1/billing/payment-methods/pm_${unknown}`),
    may: ofOwnersCards,
  },
  'PUT /v1/billing/payment-methods/{id}/default': {
    ...customerIn(`/v1/billing/payment-methods/pm_${unknown}/default`),
    may: ofOwnersCards,
  },
  'POST /v1/usage/events': {
    path: () => '/v1/usage/events',
    body: () => ({}),
    may: may({ shopKey: letIn, boundKey: letIn }),
  },
  'GET /v1/usage': { ...customerIn('/v1/usage'), may: ofUsage },
  'GET /v1/usage/history': { ...customerIn('/v1/usage/history'), may: ofUsage },
  'GET /v1/usage/periods/{month}': {
    path: ({ id }) => `/v1/usage/periods/2026-10?customerId=${id}`,
    may: may({
      member: nothingYet,
      owner: nothingYet,
      finance: nothingThere,
      admin: nothingThere,
      shopKey: nothingThere,
      boundKey: nothingYet,
    }),
  },
  'GET /v1/usage/check': {
    path: ({ projects }) => `/v1/usage/check?meter=traffic&project=${projects.kept}`,
    may: may({ shopKey: all, boundKey: own }),
  },
};
