import * as periods from '../periods.ts';
import * as usage from '../usage.ts';
import * as usageReports from '../usage-reports.ts';
import type { Operation } from './operation.ts';

/** What is counted, and held against plans. */
export const usageOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/usage/events',
    id: 'ingestUsage',
    summary: 'Report what projects have used; each event counts once, however often it is sent',
    security: ['apiKey'],
    body: usage.ingestUsageRequest,
    answers: { 202: usage.ingestedUsage },
    problems: [400, 401, 403, 409, 413, 415],
  },
  {
    method: 'get',
    path: '/v1/usage',
    id: 'getUsage',
    summary: 'A month on each meter, by project and in all, held against the plan',
    security: ['apiKey', 'bearer'],
    query: usageReports.usageQuery,
    answers: { 200: usageReports.usageReport },
    problems: [400, 401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/usage/history',
    id: 'getUsageHistory',
    summary: 'The totals of twelve months, newest first',
    security: ['apiKey', 'bearer'],
    query: usageReports.usageHistoryQuery,
    answers: { 200: usageReports.usageHistory },
    problems: [400, 401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/usage/periods/{month}',
    id: 'getUsagePeriod',
    summary: 'Why this amount: a closed month, line by line, with the days that each adds up',
    security: ['apiKey', 'bearer'],
    query: periods.periodQuery,
    answers: { 200: periods.periodView },
    problems: [400, 401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/usage/check',
    id: 'checkUsage',
    summary: 'May this project go on?',
    security: ['apiKey'],
    query: usageReports.checkUsageQuery,
    answers: { 200: usageReports.checkedUsage },
    problems: [400, 401, 403, 404],
  },
];
