import * as periods from '../periods.ts';
import * as usage from '../usage.ts';
import * as usageReports from '../usage-reports.ts';
import type { Operation } from './operation.ts';

/** Operations that report, check and explain usage. */
export const usageOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/usage/events',
    id: 'ingestUsage',
    tag: 'Usage',
    summary: 'Report what projects have used; each event counts once, however often it is sent',
    description:
      'One event or up to 1 000, as CloudEvents or in the short form. Each gets its own verdict.',
    security: ['apiKey'],
    scope: 'usage:write',
    body: usage.ingestUsageRequest,
    answers: { 202: usage.ingestedUsage },
    problems: [400, 401, 403, 409, 413, 415],
  },
  {
    method: 'get',
    path: '/v1/usage',
    id: 'getUsage',
    tag: 'Usage',
    summary: 'Read the usage of a month, by meter and project, compared with the plan',
    security: ['apiKey', 'bearer'],
    scope: 'usage:read',
    people: 'people of the customer; admins',
    query: usageReports.usageQuery,
    answers: { 200: usageReports.usageReport },
    problems: [400, 401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/usage/history',
    id: 'getUsageHistory',
    tag: 'Usage',
    summary: 'Read the totals of twelve months, newest first',
    security: ['apiKey', 'bearer'],
    scope: 'usage:read',
    people: 'people of the customer; admins',
    query: usageReports.usageHistoryQuery,
    answers: { 200: usageReports.usageHistory },
    problems: [400, 401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/usage/periods/{month}',
    id: 'getUsagePeriod',
    tag: 'Usage',
    summary: 'Read a closed month, line by line, with the days behind each amount',
    security: ['apiKey', 'bearer'],
    scope: 'usage:read',
    people: 'people of the customer; finance and admins',
    query: periods.periodQuery,
    answers: { 200: periods.periodView },
    problems: [400, 401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/usage/check',
    id: 'checkUsage',
    tag: 'Usage',
    summary: 'Check whether a project may use more',
    description: 'A single fast read, a few seconds behind the events.',
    security: ['apiKey'],
    scope: 'usage:read',
    query: usageReports.checkUsageQuery,
    answers: { 200: usageReports.checkedUsage },
    problems: [400, 401, 403, 404],
  },
];
