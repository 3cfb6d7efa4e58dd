import type { Stage } from '#vocabulary/stages';
import type { Target } from '../target.ts';

/** The local cloud, or a stage in the AWS account of the environment's credentials. */
export async function openTarget(
  stage: Stage | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Target> {
  if (stage === undefined) {
    const { localTarget } = await import('./local-target.ts');
    return localTarget(environment.LOCAL_CLOUD ?? '.local');
  }
  // Imported late: the clients load slowly, and the local cloud does not need them.
  const { awsTarget } = await import('./aws-target.ts');
  return awsTarget(stage, environment.PEAGE_TOKEN);
}
