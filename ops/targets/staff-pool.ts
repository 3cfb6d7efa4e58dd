import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  type CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Invitation, StaffPerson } from '../target.ts';

/**
 * Creates somebody in the pool of the shop's own people, with Cognito's own invitation, and gives
 * the role. Whoever is there already gets only the role, so a repetition after a crash is safe.
 */
export async function inviteTo(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  { email, role }: StaffPerson,
): Promise<Invitation> {
  const Username = email.toLowerCase();
  const create = new AdminCreateUserCommand({
    UserPoolId,
    Username,
    DesiredDeliveryMediums: ['EMAIL'],
    UserAttributes: [
      { Name: 'email', Value: Username },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
  const outcome = await client.send(create).then(
    () => 'invited' as const,
    (error) => {
      if (error instanceof UsernameExistsException) return 'known' as const;
      throw error;
    },
  );
  await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: role }));
  return { outcome };
}
