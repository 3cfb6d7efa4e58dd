/**
 * Rights that no call here uses, with the reason to keep each: by action, by action and kind of
 * resource, or by action and holder.
 */
export const keptGrants: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'The Lambda service writes the logs in the name of the role.',
  'logs:PutLogEvents': 'The Lambda service writes the logs in the name of the role.',
  'dynamodb:ListStreams': 'Lambda asks for it when the event source mapping is made.',
  'ses:SendRawEmail configuration-set':
    'SES asks for it where the sender’s identity has a default configuration set.',
  'sqs:SendMessage by a service':
    'Scheduler sets aside by it what it could not hand over, which never happens here.',
};
