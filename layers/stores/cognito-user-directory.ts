import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  AliasExistsException,
  type CognitoIdentityProviderClient,
  InvalidPasswordException,
  PasswordHistoryPolicyViolationException,
  TooManyRequestsException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { SignInUnavailableError } from '#domain/access/sign-in-errors';
import { mailboxOf } from '#domain/members/mailbox';
import type { DirectoryUser, UserDirectory } from '#domain/members/user-directory';

type Attributes = { Name?: string; Value?: string }[];

/** One user pool of Cognito, whose user names are addresses. */
export class CognitoUserDirectory implements UserDirectory {
  readonly #client: CognitoIdentityProviderClient;
  readonly #poolId: string;

  constructor(client: CognitoIdentityProviderClient, poolId: string) {
    this.#client = client;
    this.#poolId = poolId;
  }

  async create(email: string): Promise<DirectoryUser | 'exists'> {
    const address = mailboxOf(email);
    const command = new AdminCreateUserCommand({
      UserPoolId: this.#poolId,
      Username: address,
      MessageAction: 'SUPPRESS',
      UserAttributes: provenAddress(address),
    });
    const outcome = await this.#orElse(
      () => this.#client.send(command),
      (error) => error instanceof UsernameExistsException,
    );
    return outcome === undefined ? 'exists' : userFrom(outcome.User?.Attributes);
  }

  async find(email: string): Promise<DirectoryUser | undefined> {
    const user = await this.#unlessGone(() =>
      this.#client.send(new AdminGetUserCommand(this.#named(mailboxOf(email)))),
    );
    return user && userFrom(user.UserAttributes);
  }

  async setPassword(subject: string, password: string): Promise<'set' | 'refused'> {
    const outcome = await this.#orElse(
      () =>
        this.#client.send(
          new AdminSetUserPasswordCommand({
            ...this.#named(subject),
            Password: password,
            Permanent: true,
          }),
        ),
      (error) =>
        error instanceof InvalidPasswordException ||
        error instanceof PasswordHistoryPolicyViolationException,
    );
    return outcome === undefined ? 'refused' : 'set';
  }

  async changeAddress(subject: string, email: string): Promise<'changed' | 'taken' | 'gone'> {
    let isTaken = false;
    const command = new AdminUpdateUserAttributesCommand({
      ...this.#named(subject),
      UserAttributes: provenAddress(mailboxOf(email)),
    });
    const outcome = await this.#orElse(
      () => this.#client.send(command),
      (error) => {
        isTaken = error instanceof AliasExistsException;
        return isTaken || error instanceof UserNotFoundException;
      },
    );
    if (outcome) return 'changed';
    return isTaken ? 'taken' : 'gone';
  }

  async signOutEverywhere(subject: string): Promise<void> {
    await this.#unlessGone(() =>
      this.#client.send(new AdminUserGlobalSignOutCommand(this.#named(subject))),
    );
  }

  async remove(subject: string): Promise<void> {
    await this.#unlessGone(() =>
      this.#client.send(new AdminDeleteUserCommand(this.#named(subject))),
    );
  }

  #named = (name: string) => ({ UserPoolId: this.#poolId, Username: name });

  #unlessGone = <Answer>(send: () => Promise<Answer>): Promise<Answer | undefined> =>
    this.#orElse(send, (error) => error instanceof UserNotFoundException);

  /** Undefined for an expected refusal. */
  async #orElse<Answer>(
    send: () => Promise<Answer>,
    isExpected: (error: unknown) => boolean,
  ): Promise<Answer | undefined> {
    try {
      return await send();
    } catch (error) {
      if (isExpected(error)) return undefined;
      if (error instanceof TooManyRequestsException)
        throw new SignInUnavailableError('Too many people sign up at this moment. Try again.', {
          cause: error,
        });
      throw error;
    }
  }
}

/** Only our own links prove addresses, so both are always set together. */
const provenAddress = (address: string) => [
  { Name: 'email', Value: address },
  { Name: 'email_verified', Value: 'true' },
];

/** @throws Error for a person without an id, which cannot exist. */
function userFrom(attributes: Attributes = []): DirectoryUser {
  const subject = attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (!subject) throw new Error('the directory answered a person without sub');
  return { subject };
}
