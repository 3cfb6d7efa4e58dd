import { alarmArn, logGroupArn, name, topicArn } from './arn-forms.ts';
import { named, type ResourceType } from './resource-type.ts';

/** Resource types that are known but need nothing running on this machine. */
export const idleTypes: Record<string, ResourceType> = {
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    generate: named(512),
    arn: logGroupArn,
    attributes: { Arn: logGroupArn },
  },
  'AWS::Logs::MetricFilter': { generate: named(512), arn: name },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    generate: named(256),
    arn: topicArn,
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: name },
  },
  'AWS::SNS::TopicPolicy': { generate: named(128), arn: name },
  'AWS::SNS::Subscription': { generate: named(128), arn: name },
  'AWS::SES::ConfigurationSet': { nameProperty: 'Name', generate: named(64), arn: name },
  'AWS::SES::ConfigurationSetEventDestination': {
    generate: named(64),
    arn: name,
    attributes: { Id: name },
  },
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    generate: named(255),
    arn: alarmArn,
    attributes: { Arn: alarmArn },
  },
  'AWS::CloudWatch::Dashboard': {
    nameProperty: 'DashboardName',
    generate: named(255),
    arn: name,
  },
  'AWS::Cognito::ManagedLoginBranding': { generate: named(128), arn: name },
  'AWS::Lambda::Permission': { generate: named(100), arn: name },
  // Empties a bucket before its deletion.
  'Custom::S3AutoDeleteObjects': { generate: named(100), arn: name },
  'AWS::CDK::Metadata': { generate: named(100), arn: name },
};
