/**
 * Rights that no call here uses, with the reason to keep each: by action, by action and kind of
 * resource, or by action and holder.
 */
export const keptGrants: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'The Lambda service writes the logs with the role.',
  'logs:PutLogEvents': 'The Lambda service writes the logs with the role.',
  'dynamodb:ListStreams': 'Lambda requires it when the event source mapping is created.',
  'ses:SendRawEmail configuration-set':
    'SES requires it if the sender’s identity has a default configuration set.',
  'sqs:SendMessage by a service':
    'Scheduler uses it for events that it cannot hand over, which never happens here.',
};
