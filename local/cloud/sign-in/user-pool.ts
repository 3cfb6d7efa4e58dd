import type { Assembly } from '../assembly/assembly.ts';
import type { UserPool } from './sign-in.ts';

/** The user pools of an assembly, each with its first client and its groups. */
export function userPoolsOf(assembly: Assembly): UserPool[] {
  const ofPool = (type: string, id: string) =>
    assembly.ofType(type).filter(({ properties }) => properties.UserPoolId === id);
  return assembly.ofType('AWS::Cognito::UserPool').flatMap(({ physicalId: id }) => {
    const [client] = ofPool('AWS::Cognito::UserPoolClient', id);
    const groups = ofPool('AWS::Cognito::UserPoolGroup', id).map(({ properties }) =>
      String(properties.GroupName),
    );
    return client ? [{ id, clientId: client.physicalId, groups }] : [];
  });
}
