import type { AuditTrail } from '#domain/audit/audit-entry';
import type { CustomerStore } from '#domain/customers/customer-store';
import type { ProjectStore } from '#domain/projects/project-store';
import { anAuditEntry } from '#test/audits';
import { aCustomer, aProject } from '#test/customers';
import { nextOf, trailOf } from './customer-store.ts';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

export type ProjectStoreUnderTest = {
  projects: ProjectStore;
  customers: CustomerStore;
  audit: AuditTrail;
};

/** What every store of projects promises. Ids are random, so that a table may be shared. */
export function describeProjectStore(
  name: string,
  makeStore: (now: () => Date) => Promise<ProjectStoreUnderTest>,
): void {
  async function setup() {
    const stores = await makeStore(() => new Date('2026-11-21T12:00:00.000Z'));
    const customer = aCustomer();
    await stores.customers.createOrGet(customer, anAuditEntry());
    const project = aProject({ customerId: customer.id });
    return { ...stores, customer, project };
  }

  describe(`${name} stores projects`, () => {
    test('a project is written with its customer’s counter and its audit entry', async () => {
      const { projects, audit, customer, project } = await setup();
      const after = nextOf(customer, { places: { projects: 1, members: 0 } });
      const entry = anAuditEntry({ action: 'project.created' });
      expect(await projects.save({ project, customer: after, audit: entry })).toBe('saved');
      expect(await projects.find(project.id)).toEqual(project);
      expect(await projects.findCustomer(customer.id)).toEqual(after);
      expect(await trailOf(audit)).toContainEqual(entry);
    });

    test('if the customer was written meanwhile, nothing is written', async () => {
      const { projects, customers, audit, customer, project } = await setup();
      await customers.save(nextOf(customer), { audit: anAuditEntry() });
      const late = anAuditEntry();
      const change = { project, customer: nextOf(customer), audit: late };
      expect(await projects.save(change)).toBe('stale');
      expect(await projects.find(project.id)).toBeUndefined();
      expect(await trailOf(audit)).not.toContainEqual(late);
    });

    test('the list has only the customer’s own projects, newest first, without archived ones', async () => {
      const { projects, customer } = await setup();
      let last = customer;
      const keep = async (project: ReturnType<typeof aProject>) => {
        last = nextOf(last);
        await projects.save({ project, customer: last, audit: anAuditEntry() });
        return project;
      };
      const made = [];
      for (const day of [1, 2, 3, 4])
        made.push(
          await keep(
            aProject({ customerId: customer.id, createdAt: `2026-11-0${day}T10:00:00.000Z` }),
          ),
        );
      await keep({ ...made[1]!, archivedAt: '2026-11-20T10:00:00.000Z' });
      const listed = await readAll(2, async (cursor) => {
        const page = await projects.list(customer.id, { limit: 2, cursor });
        return { items: page.projects, nextCursor: page.nextCursor };
      });
      expect(listed).toEqual([made[3], made[2], made[0]]);
      expect((await projects.list(aCustomer().id, { limit: 5 })).projects).toEqual([]);
      await expectInventedCursorsRefused((cursor) =>
        projects.list(customer.id, { limit: 5, cursor }),
      );
    });
  });
}
