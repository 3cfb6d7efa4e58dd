import { type Command, textFlag } from './command.ts';
import { UsageError } from './usage-error.ts';

const roles = ['admin', 'finance'] as const;

const usage = `npm run ops -- people invite --role ROLE --email ADDRESS [--json]
  ROLE is ${roles.join(' or ')}. Cognito mails a temporary password, which lasts a week; the first
  sign-in asks for another one and for a second factor. To repeat it is safe.`;

/** Makes somebody one of the shop's own people: the first admin, before anybody can sign in. */
export const people: Command = {
  summary: 'invite an admin or finance person to the shop’s own pool',
  usage,
  flags: { role: { type: 'string' }, email: { type: 'string' }, json: { type: 'boolean' } },
  positionalsMax: 1,
  async run({ target, say }, given) {
    const [action] = given.positionals;
    const role = roles.find((known) => known === textFlag(given, 'role'));
    const email = textFlag(given, 'email') ?? '';
    if (action !== 'invite' || !role || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      throw new UsageError(usage);
    const { outcome, password } = await target.inviteStaff({ email, role });
    if (given.flags.json) say(JSON.stringify({ email, role, outcome, password }));
    else say(lineOf({ email, role, outcome, password, target: target.name }));
    return 0;
  },
};

type Invited = { email: string; role: string; outcome: string; password?: string; target: string };

function lineOf({ email, role, outcome, password, target }: Invited): string {
  const state =
    outcome === 'known' ? 'was there already, and is' : 'is invited by Cognito’s mail, and is';
  const secret =
    password === undefined ? '' : `; password, since no mail is sent here: ${password}`;
  return `${target}: ${email} ${state} ${role}${secret}`;
}
