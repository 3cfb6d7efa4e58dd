import type { Service } from '../call.ts';
import { dynamodb } from './dynamodb.ts';
import { s3 } from './s3.ts';
import { ses } from './ses.ts';
import { sqs } from './sqs.ts';
import { ssm } from './ssm.ts';

/** By the name that a signature's scope holds. */
export const services: Readonly<Record<string, Service>> = { dynamodb, s3, ses, sqs, ssm };
