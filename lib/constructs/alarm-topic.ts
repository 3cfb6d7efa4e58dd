import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/**
 * The topic that every alarm notifies. The rule against plain HTTP gives the topic a policy that
 * replaces SNS's default one, so this policy again allows the account's alarms to publish.
 */
export class AlarmTopic extends sns.Topic {
  constructor(scope: Construct, id: string, { admin }: { admin: string }) {
    super(scope, id, { enforceSSL: true });
    const { account } = Stack.of(this);
    const alarms = Stack.of(this).formatArn({
      service: 'cloudwatch',
      resource: 'alarm:*',
    });
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': alarms },
        },
      }),
    );
    // That an alarm is over is for the log of alerts alone.
    const rings = sns.SubscriptionFilter.stringFilter({ allowlist: ['ALARM'] });
    this.addSubscription(
      new EmailSubscription(admin, {
        filterPolicyWithMessageBody: { NewStateValue: sns.FilterOrPolicy.filter(rings) },
      }),
    );
  }
}
