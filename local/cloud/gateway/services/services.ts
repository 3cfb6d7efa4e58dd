import type { Service } from '../call.ts';
import { cognito } from './cognito.ts';
import { dynamodb } from './dynamodb.ts';
import { lambda } from './lambda.ts';
import { s3 } from './s3.ts';
import { ses } from './ses.ts';
import { sqs } from './sqs.ts';
import { ssm } from './ssm.ts';

/** Services by the name in a signature's scope. */
export const services: Readonly<Record<string, Service>> = {
  'cognito-idp': cognito,
  dynamodb,
  lambda,
  s3,
  ses,
  sqs,
  ssm,
};
