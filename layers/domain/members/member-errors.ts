import { DomainError } from '../errors.ts';

export class MemberExistsError extends DomainError {
  readonly code = 'member_exists';

  constructor() {
    super('This e-mail address is a member already.');
  }
}

/** At least one person must remain who can manage the customer's people and keys. */
export class LastOwnerError extends DomainError {
  readonly code = 'last_owner';

  constructor() {
    super('This is the customer’s only owner. Make another member an owner first.');
  }
}
