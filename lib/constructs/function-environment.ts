import type { Settings, Subscription } from '#vocabulary/settings';
import type { WatchedQueues } from '../functions/function-needs.ts';
import type { FunctionName, FunctionNeeds, Setting } from '../functions.ts';
import type { Job } from '../job.ts';
import { invokedJobs, type JobName, queuedJobs } from '../jobs.ts';

export type Addresses = {
  tableName: string;
  usageTableName: string;
  usageBucketName: string;
  bucketName: string;
  fileBucketName: string;
  peoplePoolId: string;
  secretName: (name: string) => string;
  queueUrl: (name: string) => string;
  functionName: (job: string) => string;
  subscriptions: Settings['SUBSCRIPTIONS'];
  watchedQueues: (whose: WatchedQueues) => Settings['WATCHED_QUEUES'];
  settings: Record<Setting, string>;
};

const screamingSnake = (name: string): string => name.replaceAll(/[/-]/g, '_').toUpperCase();

/** The variables of one function: the names of the resources that it may use, and nothing else. */
export function environmentOf(needs: FunctionNeeds, addresses: Addresses): Record<string, string> {
  const variables: Record<string, string> = {};
  if (needs.table || needs.indexes) variables.TABLE_NAME = addresses.tableName;
  if (needs.usage) variables.USAGE_TABLE_NAME = addresses.usageTableName;
  if (needs.raw) variables.USAGE_BUCKET = addresses.usageBucketName;
  if (needs.documents || needs.erasureList || needs.exports)
    variables.DOCUMENTS_BUCKET = addresses.bucketName;
  if (needs.files) variables.FILES_BUCKET = addresses.fileBucketName;
  if (needs.people) variables.PEOPLE_POOL_ID = addresses.peoplePoolId;
  if (needs.assets) variables.ASSETS_DIRECTORY = '/opt';
  if (needs.relaysEvents) variables.SUBSCRIPTIONS = JSON.stringify(addresses.subscriptions);
  if (needs.watchesQueues)
    variables.WATCHED_QUEUES = JSON.stringify(addresses.watchedQueues(needs.watchesQueues));
  for (const secret of needs.secrets ?? [])
    variables[`${screamingSnake(secret)}_PARAMETER`] = addresses.secretName(secret);
  for (const queue of needs.sendsTo ?? [])
    variables[`${screamingSnake(queue)}_QUEUE_URL`] = addresses.queueUrl(queue);
  for (const job of needs.handsOverTo ?? [])
    variables[`${screamingSnake(job)}_FUNCTION`] = addresses.functionName(job);
  for (const setting of needs.settings ?? []) variables[setting] = addresses.settings[setting];
  return variables;
}

/** By event type, the jobs that hear of it. */
export function subscriptionsTo(names: {
  queueUrl: (job: JobName) => string;
  functionName: (job: JobName) => string;
  /** Events are not brought to a job whose function the shop does not have. */
  isDeployed: (name: FunctionName) => boolean;
}): Settings['SUBSCRIPTIONS'] {
  const pairs = [
    ...[...queuedJobs].flatMap(([name, job]) =>
      subscriptionsOf(job, { url: names.queueUrl(name) }),
    ),
    ...[...invokedJobs].flatMap(([name, job]) =>
      names.isDeployed(job.function)
        ? subscriptionsOf(job, { job: name, functionName: names.functionName(name) })
        : [],
    ),
  ];
  const byType = Object.groupBy(pairs, ({ type }) => type);
  return Object.fromEntries(
    Object.entries(byType).map(([type, group]) => [
      type,
      group.map(({ type: _, ...rest }) => rest),
    ]),
  );
}

const subscriptionsOf = (job: Job, carrier: Subscription) =>
  job.subscribesTo.map((type) => ({
    type,
    ...carrier,
    onlyAbout: job.onlyAbout,
    onlyWhileListened: job.onlyWhileListened,
    ...('packs' in job && job.packs?.includes(type) && { isPacked: true as const }),
  }));
