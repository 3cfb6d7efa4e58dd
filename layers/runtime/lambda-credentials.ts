import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Replaces the SDK's default chain in every bundle. Lambda passes its role's credentials in the
 * environment, so the other sources (files, SSO, STS, the metadata service) would only slow down
 * each cold start.
 */
export const defaultProvider = () => fromEnv();
