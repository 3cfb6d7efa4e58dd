import type { FunctionName } from './functions.ts';

/** The stacks that stand around the core, each for a part of the business. None knows another. */
export const areas = ['payments', 'billing', 'usage', 'accounts', 'operations'] as const;

export type Area = (typeof areas)[number];

type Folder = FunctionName extends `${infer First}/${string}` ? First : never;

/** By the first folder below functions/. A move between areas is an outage: a route stands once. */
const areaOfFolder: Record<Folder, Area> = {
  payments: 'payments',
  refunds: 'payments',
  webhooks: 'payments',
  pages: 'payments',
  invoices: 'billing',
  messages: 'billing',
  usage: 'usage',
  access: 'accounts',
  customers: 'accounts',
  members: 'accounts',
  plans: 'accounts',
  projects: 'accounts',
  subscriptions: 'accounts',
  audit: 'operations',
  documentation: 'operations',
  inbox: 'operations',
  monitoring: 'operations',
  outbox: 'operations',
  switches: 'operations',
};

/** The routes of every area ask it who calls. */
export const identifyCaller = 'access/identify-caller' satisfies FunctionName;

/** Where a function is deployed. */
export const stackOf = (name: FunctionName): Area | 'core' =>
  name === identifyCaller ? 'core' : areaOfFolder[name.split('/')[0] as Folder];

/** `peage-<stage>-<name>` is what CloudFormation calls a stack. */
export type StackName = 'data' | 'core' | Area | 'entry' | 'watch';
