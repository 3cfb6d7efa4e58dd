import { CustomerArchivedError, NotFoundError, PlanLimitReachedError } from '#domain/errors';
import { archiveProject } from '#domain/projects/archive-project';
import { createProject } from '#domain/projects/create-project';
import { renameProject } from '#domain/projects/rename-project';
import { anAct, anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause } from '#test/clock';
import { aCustomer, somePlans } from '#test/customers';
import { MemoryProjectStore } from '#test/memory-project-store';

async function setup(changes: Parameters<typeof aCustomer>[0] = {}) {
  const projects = new MemoryProjectStore();
  const customer = await projects.customers.createOrGet(aCustomer(changes), anAuditEntry());
  const make = (key: string, name = 'Site vitrine') =>
    createProject(
      { projects, plans: somePlans, pause: noPause },
      { name, customerId: customer.id, claim: aClaim({ id: key }) },
      anAct(),
    );
  const places = () => projects.customers.rows.get(customer.id)!.places.projects;
  return { projects, customer, make, places, audit: projects.customers.audit };
}

test('a project takes a place, has its customer’s time zone, and is recorded in the audit trail', async () => {
  const { make, places, customer, audit } = await setup();
  const project = await make('one');
  expect(project).toMatchObject({
    id: expect.stringMatching(/^prj_\w{26}$/),
    customerId: customer.id,
    timeZone: 'Africa/Abidjan',
  });
  expect(places()).toBe(1);
  expect(audit.entries.at(-1)).toMatchObject({ action: 'project.created', subject: project.id });
});

test('a repeated request creates one project and takes one place', async () => {
  const { make, places } = await setup();
  const [first, twin] = await Promise.all([make('one'), make('one')]);
  expect(twin).toEqual(first);
  expect(await make('one')).toEqual(first);
  expect(places()).toBe(1);
});

test('of ten requests at once for two places, two succeed', async () => {
  const { make, places } = await setup();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => make(`key-${index}`)),
  );
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(8);
  for (const { reason } of refused) expect(reason).toBeInstanceOf(PlanLimitReachedError);
  expect(places()).toBe(2);
});

test('archiving frees the place, once, for the next one', async () => {
  const { make, places, projects } = await setup();
  const [first] = [await make('one'), await make('two')];
  await expect(make('three')).rejects.toThrow(PlanLimitReachedError);
  const archived = await archiveProject({ projects, pause: noPause }, { id: first.id }, anAct());
  expect(archived.archivedAt).toBeDefined();
  expect(await archiveProject({ projects, pause: noPause }, { id: first.id }, anAct())).toEqual(
    archived,
  );
  expect(places()).toBe(1);
  await make('three');
});

test('many that archive the same project at once free one place', async () => {
  const { make, places, projects } = await setup();
  const [first] = [await make('one'), await make('two')];
  const archive = () => archiveProject({ projects, pause: noPause }, { id: first.id }, anAct());
  await Promise.all([archive(), archive(), archive()]);
  expect(places()).toBe(1);
});

test('another customer’s project is not found, like one that does not exist', async () => {
  const { make, projects, places } = await setup();
  const { id } = await make('one');
  const asOther = { id, customerId: 'cus_traore' };
  await expect(archiveProject({ projects, pause: noPause }, asOther, anAct())).rejects.toThrow(
    NotFoundError,
  );
  await expect(
    archiveProject({ projects, pause: noPause }, { id: 'prj_x' }, anAct()),
  ).rejects.toThrow(NotFoundError);
  expect(places()).toBe(1);
});

test('an archived or unknown customer gets no project', async () => {
  const { make } = await setup({ archivedAt: '2026-11-20T10:00:00.000Z' });
  await expect(make('one')).rejects.toThrow(CustomerArchivedError);
  const { projects } = await setup();
  const request = { name: 'x', customerId: 'cus_nobody', claim: aClaim() };
  const creating = createProject({ projects, plans: somePlans, pause: noPause }, request, anAct());
  await expect(creating).rejects.toThrow(NotFoundError);
});

test('a project is renamed by its own people; doing it twice is one change', async () => {
  const { projects, customer, make, places, audit } = await setup();
  const { id } = await make('one');
  const rename = (name: string, customerId?: string) =>
    renameProject({ projects, pause: noPause }, { id, customerId, name }, anAct());
  expect(await rename('Boutique', customer.id)).toMatchObject({ id, name: 'Boutique' });
  await rename('Boutique', customer.id);
  expect((await projects.find(id))?.name).toBe('Boutique');
  expect(places()).toBe(1);
  const renamed = audit.entries.filter(({ action }) => action === 'project.renamed');
  expect(renamed).toMatchObject([
    { subject: id, before: { name: 'Site vitrine' }, after: { name: 'Boutique' } },
  ]);
  await expect(rename('Vol', 'cus_other')).rejects.toThrow(NotFoundError);
  await Promise.all(['a', 'b', 'c'].map((name) => rename(name)));
  expect(['a', 'b', 'c']).toContain((await projects.find(id))?.name);
});
