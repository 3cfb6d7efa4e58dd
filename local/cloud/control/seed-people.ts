import type { NewPerson } from '../sign-in/sign-in.ts';
import { newTotpSecret } from '../sign-in/totp.ts';

/** Somebody who can sign in, and what for. */
export type SeededPerson = NewPerson & { title: string };

type Seeding = { api: string; adminToken: string; addPerson: (person: NewPerson) => void };

/** Nobody outside this machine can use it. */
const password = 'Peage-sur-place-1';

/**
 * Makes people of each kind, with passwords that are known: an admin, a finance, and an owner and a
 * member of two customers, who are made by the product's own API.
 */
export async function seedPeople(seeding: Seeding): Promise<SeededPerson[]> {
  const staff = (['admin', 'finance'] as const).map((role) => ({
    title: role,
    role,
    email: `${role}@shop.example`,
    password,
    totpSecret: newTotpSecret(),
  }));
  const owner = { title: 'owner', email: 'awa@lilas.example', password, name: 'Awa Diop' };
  const member = { title: 'member', email: 'koffi@lilas.example', password, name: 'Koffi Aka' };
  const people: SeededPerson[] = [...staff, owner, member];
  for (const { title: _title, ...person } of people) seeding.addPerson(person);
  const plan = await largestPlan(seeding);
  for (const name of ['Les Lilas', 'Comptoir d’Abidjan']) {
    const body = { name, email: owner.email, kind: 'company', plan };
    const { id: customerId } = await post(seeding, '/v1/admin/customers', body);
    for (const { title: role, email } of [owner, member])
      await post(seeding, '/v1/members', { customerId, role, email });
  }
  return people;
}

type Plan = { id: string; limits: { members: number | null } };

/** The plan with room for the most people. */
async function largestPlan({ api }: Seeding): Promise<string> {
  const { data } = (await (await fetch(`${api}/v1/plans`)).json()) as { data: Plan[] };
  const room = ({ limits }: Plan) => limits.members ?? Number.POSITIVE_INFINITY;
  return data.toSorted((one, other) => room(other) - room(one))[0]!.id;
}

async function post({ api, adminToken }: Seeding, path: string, body: object) {
  const response = await fetch(`${api}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { id: string };
  if (!response.ok)
    throw new Error(`POST ${path} answered ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}
