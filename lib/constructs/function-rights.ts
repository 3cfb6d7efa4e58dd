import * as iam from 'aws-cdk-lib/aws-iam';
import type { WatchedQueues } from '../functions/function-needs.ts';
import type { FunctionNeeds } from '../functions.ts';
import { fileRights } from './file-rights.ts';
import { WideStatement } from './inline-role.ts';

export type Resources = {
  tableArn: string;
  usageTableArn: string;
  usageBucketArn: string;
  storageSources: readonly { bucketArn: string; prefix: string }[];
  bucketArn: string;
  /** Whether documents are locked when they are stored. */
  locksDocuments: boolean;
  /** Of the files of orders. */
  fileBucketArn: string;
  peoplePoolArn: string;
  /** ARN of the parameter `/peage/<stage>/<name>`. */
  secretArn: (name: string) => string;
  queueArn: (name: string) => string;
  subscribedQueueArns: string[];
  watchedQueueArns: (whose: WatchedQueues) => string[];
  /** Of jobs that the relay hands over. */
  invokedFunctionArns: string[];
  /** Of the function of a job without a queue. */
  jobFunctionArn: (job: string) => string;
  mail: {
    from: string;
    /** Every identity and configuration set of the account. */
    arns: string[];
  };
};

/** Turns a function's needs into the statements of its role, and grants nothing more. */
export function rightsOf(needs: FunctionNeeds, resources: Resources): iam.PolicyStatement[] {
  return [
    ...tableRights(needs.table, resources.tableArn),
    ...tableRights(needs.usage, resources.usageTableArn),
    ...rawRights(needs, resources),
    ...storageRights(needs, resources),
    ...indexRights(needs, resources),
    ...queueRights(needs, resources),
    ...invocationRights(needs, resources),
    ...peopleRights(needs, resources),
    ...fileRights(needs, resources.fileBucketArn),
    ...otherRights(needs, resources),
  ];
}

/** Actions with the same keys share a statement. */
function tableRights(table: FunctionNeeds['table'] = {}, tableArn: string) {
  const byKeys = Map.groupBy(Object.entries(table), ([, keys]) => JSON.stringify(keys));
  return [...byKeys.values()].map((entries) =>
    keysStatement(
      entries.map(([action]) => action),
      tableArn,
      entries[0]![1],
    ),
  );
}

/** Any project below each prefix, and nothing else. */
const storageRights = (
  { storageSources }: FunctionNeeds,
  resources: Resources,
): iam.PolicyStatement[] =>
  storageSources
    ? resources.storageSources.map(
        ({ bucketArn, prefix }) =>
          new iam.PolicyStatement({
            actions: ['s3:ListBucket'],
            resources: [bucketArn],
            conditions: { StringLike: { 's3:prefix': [prefix.replaceAll('{projectId}', '*')] } },
          }),
      )
    : [];

function rawRights({ raw = [] }: FunctionNeeds, { usageBucketArn }: Resources) {
  const onObjects = raw.filter((action) => action !== 'ListBucket');
  const statements: iam.PolicyStatement[] = [];
  if (onObjects.length > 0)
    statements.push(
      new WideStatement({
        actions: onObjects.map((action) => `s3:${action}`),
        resources: [`${usageBucketArn}/raw/*`],
        wideBecause: 'Each batch of raw events is an object of its own below this one prefix.',
      }),
    );
  if (raw.includes('ListBucket'))
    statements.push(
      new iam.PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [usageBucketArn],
        conditions: { StringLike: { 's3:prefix': ['raw/*'] } },
      }),
    );
  return statements;
}

const indexRights = ({ indexes = {} }: FunctionNeeds, { tableArn }: Resources) =>
  Object.entries(indexes).map(([index, keys]) =>
    keysStatement(['Query'], `${tableArn}/index/${index}`, keys),
  );

const keysStatement = (actions: string[], resource: string, keys: readonly string[]) =>
  new iam.PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [resource],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...keys] } },
  });

function queueRights(needs: FunctionNeeds, resources: Resources): iam.PolicyStatement[] {
  const queues = [
    ...(needs.sendsTo ?? []).map(resources.queueArn),
    ...(needs.relaysEvents ? resources.subscribedQueueArns : []),
  ];
  const { watchesQueues } = needs;
  return [
    ...(queues.length === 0
      ? []
      : [new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: queues })]),
    ...(watchesQueues === undefined
      ? []
      : [
          new iam.PolicyStatement({
            actions: ['sqs:GetQueueAttributes'],
            resources: resources.watchedQueueArns(watchesQueues),
          }),
        ]),
  ];
}

function invocationRights(
  { relaysEvents, handsOverTo = [] }: FunctionNeeds,
  { invokedFunctionArns, jobFunctionArn }: Resources,
): iam.PolicyStatement[] {
  const resources = [
    ...(relaysEvents ? invokedFunctionArns : []),
    ...handsOverTo.map((job) => jobFunctionArn(job)),
  ];
  return resources.length > 0
    ? [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources })]
    : [];
}

const peopleRights = (
  { people = [] }: FunctionNeeds,
  { peoplePoolArn }: Resources,
): iam.PolicyStatement[] =>
  people.length > 0
    ? [
        new iam.PolicyStatement({
          actions: people.map((action) => `cognito-idp:${action}`),
          resources: [peoplePoolArn],
        }),
      ]
    : [];

/** To lock an object takes a right of its own. */
const documentActions = (
  documents: NonNullable<FunctionNeeds['documents']>,
  { locksDocuments }: Resources,
) => [
  ...documents.map((action) => `s3:${action}`),
  ...(locksDocuments && documents.includes('PutObject') ? ['s3:PutObjectRetention'] : []),
];

function otherRights(needs: FunctionNeeds, resources: Resources): iam.PolicyStatement[] {
  const statements: iam.PolicyStatement[] = [];
  if (needs.documents)
    statements.push(
      new WideStatement({
        actions: documentActions(needs.documents, resources),
        resources: [`${resources.bucketArn}/invoices/*`],
        wideBecause: 'Each invoice is an object of its own below this one prefix of the bucket.',
      }),
    );
  if (needs.exports)
    statements.push(
      new WideStatement({
        actions: needs.exports.map((action) => `s3:${action}`),
        resources: [`${resources.bucketArn}/exports/*`],
        wideBecause: 'Each export is an object of its own below this one prefix of the bucket.',
      }),
    );
  if (needs.erasureList)
    statements.push(
      new WideStatement({
        actions: needs.erasureList.map((action) => `s3:${action}`),
        resources: [`${resources.bucketArn}/erasures/*`],
        wideBecause: 'Each erasure is an object of its own below this one prefix of the bucket.',
      }),
    );
  if (needs.secrets?.length)
    statements.push(
      new iam.PolicyStatement({
        actions: ['ssm:GetParameters'],
        resources: needs.secrets.map(resources.secretArn),
      }),
    );
  if (needs.sendsMail)
    statements.push(
      new WideStatement({
        actions: ['ses:SendRawEmail'],
        wideBecause:
          'In the sandbox SES asks for a right on the recipient too; the condition holds it to the one sender.',
        // As narrow as the sender's identity, and still valid where SES checks more: in the sandbox
        // the recipient's identity and a default configuration set.
        resources: resources.mail.arns,
        conditions: { StringEquals: { 'ses:FromAddress': resources.mail.from } },
      }),
    );
  return statements;
}
