import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { askControl, cloudDirectories, othersAreDone } from '#test/all-clouds';
import { mainFlows } from '#test/main-flows';

type Grant = { action: string; resource: string; leadingKey?: string; reason?: string };
type RoleGrants = { function: string; unused: Grant[] };

/** Rights that nothing has used, of one cloud. */
const unusedIn = (roles: RoleGrants[]): Set<string> =>
  new Set(
    roles.flatMap(({ function: name, unused }) =>
      unused
        .filter(({ reason }) => reason === undefined)
        .map(
          ({ action, resource, leadingKey = '' }) => `${name} ${action} ${resource} ${leadingKey}`,
        ),
    ),
  );

function ofMainFlows(): RoleGrants[][] {
  if (!existsSync(mainFlows))
    throw new Error('Run `npm run test:local` before: its flows use rights, too');
  return readdirSync(mainFlows).map((name) =>
    JSON.parse(readFileSync(`${mainFlows}/${name}`, 'utf8')),
  );
}

beforeAll(othersAreDone, 300_000);

test('no role has a right that no test used, except those with a stated reason', async () => {
  const here = await Promise.all(cloudDirectories.map((cloud) => askControl(cloud, '/grants')));
  const [first = new Set<string>(), ...others] = [...here, ...ofMainFlows()].map(unusedIn);
  const never = [...first].filter((right) => others.every((set) => set.has(right)));
  expect(never).toEqual([]);
});
