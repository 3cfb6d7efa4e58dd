import * as iam from 'aws-cdk-lib/aws-iam';
import type { FunctionNeeds } from '../functions.ts';

export type Resources = {
  tableArn: string;
  bucketArn: string;
  /** ARN of the parameter `/peage/<stage>/<name>`. */
  secretArn: (name: string) => string;
  queueArn: (name: string) => string;
  subscribedQueueArns: string[];
  mailIdentityArn: string;
};

/** Turns what a function says it needs into the statements of its role, and nothing beyond. */
export function rightsOf(needs: FunctionNeeds, resources: Resources): iam.PolicyStatement[] {
  return [
    ...tableRights(needs, resources),
    ...indexRights(needs, resources),
    ...queueRights(needs, resources),
    ...otherRights(needs, resources),
  ];
}

/** Actions with the same keys share a statement. */
function tableRights({ table = {} }: FunctionNeeds, { tableArn }: Resources) {
  const byKeys = Map.groupBy(Object.entries(table), ([, keys]) => JSON.stringify(keys));
  return [...byKeys.values()].map((entries) =>
    keysStatement(
      entries.map(([action]) => action),
      tableArn,
      entries[0]![1],
    ),
  );
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
  return queues.length === 0
    ? []
    : [new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: queues })];
}

function otherRights(needs: FunctionNeeds, resources: Resources): iam.PolicyStatement[] {
  const statements: iam.PolicyStatement[] = [];
  if (needs.documents)
    statements.push(
      new iam.PolicyStatement({
        actions: needs.documents.map((action) => `s3:${action}`),
        resources: [`${resources.bucketArn}/invoices/*`],
      }),
    );
  if (needs.secrets?.length)
    statements.push(
      new iam.PolicyStatement({
        actions: ['ssm:GetParameter'],
        resources: needs.secrets.map(resources.secretArn),
      }),
    );
  if (needs.sendsMail)
    statements.push(
      new iam.PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [resources.mailIdentityArn],
      }),
    );
  return statements;
}
