import { RemovalPolicy } from 'aws-cdk-lib';
import type { Deployment } from '../configuration.ts';

/**
 * Production keeps resources that hold data, also when they are renamed or removed; only empty
 * leftovers of a failed creation are deleted. Other stages delete everything.
 */
export const removalPolicyOf = (stage: Deployment['stage']): RemovalPolicy =>
  stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
