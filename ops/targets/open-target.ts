import type { Stage } from '#vocabulary/stages';
import type { Target } from '../target.ts';

/** The local cloud, or a stage in the AWS account whose credentials the environment holds. */
export async function openTarget(
  stage: Stage | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Target> {
  if (stage === undefined) {
    const { localTarget } = await import('./local-target.ts');
    return localTarget(environment.LOCAL_CLOUD ?? '.local');
  }
  // The clients take a while to load, which the local cloud need not wait for.
  const { awsTarget } = await import('./aws-target.ts');
  return awsTarget(stage, environment.PEAGE_TOKEN);
}
