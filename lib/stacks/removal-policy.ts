import { RemovalPolicy } from 'aws-cdk-lib';
import type { Deployment } from '../configuration.ts';

/**
 * Production keeps whatever holds something, when it is renamed or taken out as well; only what a
 * failed first creation leaves behind, still empty, goes with it. The other stages keep nothing.
 */
export const removalPolicyOf = (stage: Deployment['stage']): RemovalPolicy =>
  stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
