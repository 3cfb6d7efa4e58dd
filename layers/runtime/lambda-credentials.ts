import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Takes the place of the SDK's default chain in every bundle: Lambda hands its role's credentials to
 * a function in the environment, so the other sources (files, SSO, STS, the metadata service) would
 * be loaded at each cold start for nothing.
 */
export const defaultProvider = () => fromEnv();
