import type { Assembly } from '../assembly/assembly.ts';
import type { UserPool } from './sign-in.ts';

/** The user pool of an assembly, with its first client. */
export function userPoolOf(assembly: Assembly): UserPool | undefined {
  const [pool] = assembly.ofType('AWS::Cognito::UserPool');
  const [client] = assembly.ofType('AWS::Cognito::UserPoolClient');
  if (!pool || !client) return undefined;
  return {
    id: pool.physicalId,
    clientId: client.physicalId,
    groups: assembly
      .ofType('AWS::Cognito::UserPoolGroup')
      .map(({ properties }) => String(properties.GroupName)),
  };
}
