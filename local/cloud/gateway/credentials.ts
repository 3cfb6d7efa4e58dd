import { randomBytes } from 'node:crypto';

export type RoleCredentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
};

/** Credentials with their role and instance. */
export type Session = RoleCredentials & { roleArn: string; instance: string | undefined };

export type Credentials = {
  /** Returns the same credentials for the same role and instance. */
  issue(roleArn: string, instance?: string): RoleCredentials;
  find(accessKeyId: string): Session | undefined;
};

/** Issues credentials like those of an assumed role; the key identifies role and worker. */
export function createCredentials(): Credentials {
  const byKey = new Map<string, Session>();
  const byHolder = new Map<string, Session>();
  return {
    issue: (roleArn, instance) => {
      const holder = `${roleArn} ${instance ?? ''}`;
      const session = byHolder.get(holder) ?? newSession(roleArn, instance);
      byHolder.set(holder, session);
      byKey.set(session.accessKeyId, session);
      const { accessKeyId, secretAccessKey, sessionToken } = session;
      return { accessKeyId, secretAccessKey, sessionToken };
    },
    find: (accessKeyId) => byKey.get(accessKeyId),
  };
}

const keyAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const newSession = (roleArn: string, instance: string | undefined): Session => ({
  roleArn,
  instance,
  // Keys of temporary credentials start with ASIA and have 20 letters and digits.
  accessKeyId: `ASIA${Array.from(randomBytes(16), (byte) => keyAlphabet[byte % 32]).join('')}`,
  secretAccessKey: randomBytes(30).toString('base64'),
  sessionToken: randomBytes(48).toString('base64'),
});
