import type { FunctionName } from './functions.ts';

/** The stacks around the core, one for each part of the business. None depends on another. */
export const areas = ['payments', 'orders', 'billing', 'usage', 'accounts', 'operations'] as const;

export type Area = (typeof areas)[number];

type Folder = FunctionName extends `${infer First}/${string}` ? First : never;

/** Moving a route to another area is an outage: a route can exist only once. */
const areaOfFolder: Record<Folder, Area> = {
  payments: 'payments',
  refunds: 'payments',
  webhooks: 'payments',
  pages: 'payments',
  orders: 'orders',
  products: 'orders',
  invoices: 'billing',
  exports: 'billing',
  messages: 'billing',
  platform: 'billing',
  usage: 'usage',
  access: 'accounts',
  billing: 'accounts',
  activations: 'accounts',
  auth: 'accounts',
  customers: 'accounts',
  members: 'accounts',
  plans: 'accounts',
  projects: 'accounts',
  subscriptions: 'accounts',
  alerts: 'operations',
  audit: 'operations',
  documentation: 'operations',
  inbox: 'operations',
  monitoring: 'operations',
  notices: 'operations',
  outbox: 'operations',
  switches: 'operations',
  'webhook-endpoints': 'operations',
};

/** Every area's routes use this function as their authorizer. */
export const identifyCaller = 'access/identify-caller' satisfies FunctionName;

/** Returns the stack that a function is deployed in. */
export const stackOf = (name: FunctionName): Area | 'core' =>
  name === identifyCaller ? 'core' : areaOfFolder[name.split('/')[0] as Folder];

/** CloudFormation knows a stack as `peage-<stage>-<name>`. */
export type StackName = 'data' | 'core' | Area | 'entry' | 'watch';
