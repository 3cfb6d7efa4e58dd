/**
 * Rights that Lambda itself uses on AWS, so that no call for them passes here, and why each is kept.
 */
export const keptGrants: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'The Lambda service writes the logs in the name of the role.',
  'logs:PutLogEvents': 'The Lambda service writes the logs in the name of the role.',
  'dynamodb:ListStreams': 'Lambda asks for it when the event source mapping is made.',
};
