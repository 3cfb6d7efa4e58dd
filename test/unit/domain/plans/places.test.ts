import fc from 'fast-check';
import { TooManyError } from '#domain/access/abuse-errors';
import { CustomerArchivedError, PlanLimitReachedError } from '#domain/errors';
import { giveBackPlace, takePlace } from '#domain/plans/places';
import { limitsOf, planOf } from '#domain/plans/plan';
import { archiveProject } from '#domain/projects/archive-project';
import { createProject } from '#domain/projects/create-project';
import { anAct, anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause } from '#test/clock';
import { aCustomer, somePlans } from '#test/customers';
import { MemoryProjectStore } from '#test/memory-project-store';

const now = new Date('2026-11-21T10:00:00.000Z');
const unbounded = { now, addedADayMax: null };

describe('a place of the plan', () => {
  test('is taken and freed, and both are new versions of the customer', () => {
    const taken = takePlace(aCustomer(), 'projects', somePlans, unbounded);
    expect(taken).toMatchObject({ places: { projects: 1, members: 0 }, version: 2 });
    const back = giveBackPlace(taken, 'projects', now);
    expect(back).toMatchObject({ places: { projects: 0 }, version: 3 });
  });

  test('that the plan does not allow is refused, with a message how to get more', () => {
    const full = aCustomer({ places: { projects: 2, members: 1 } });
    const refusal = () => takePlace(full, 'projects', somePlans, unbounded);
    expect(refusal).toThrow(PlanLimitReachedError);
    expect(refusal).toThrow(/Free \(free\) allows 2 projects, and 2 are in use/);
    expect(refusal).toThrow(/POST \/v1\/payments with planId pay_as_you_go/);
    expect(() => takePlace(full, 'members', somePlans, unbounded)).toThrow(/allows 1 members/);
  });

  test('is unlimited on a plan without a limit', () => {
    const pro = aCustomer({ planId: 'pay_as_you_go', places: { projects: 500, members: 90 } });
    expect(takePlace(pro, 'projects', somePlans, unbounded).places.projects).toBe(501);
  });

  test('can be taken and freed only so often a day, and again the next day [B7]', () => {
    const bounded = { now, addedADayMax: 3 };
    let customer = aCustomer();
    for (const _ of [1, 2, 3])
      customer = giveBackPlace(
        takePlace(customer, 'projects', somePlans, bounded),
        'projects',
        now,
      );
    const more = () => takePlace(customer, 'projects', somePlans, bounded);
    expect(more).toThrow(TooManyError);
    expect(more).toThrow('3 projects were added today');
    expect(more).toThrow(expect.objectContaining({ retryAfterSeconds: 14 * 3_600 }));
    expect(takePlace(customer, 'members', somePlans, bounded).places.members).toBe(1);
    expect(takePlace(customer, 'projects', somePlans, unbounded).places.projects).toBe(1);
    const tomorrow = { ...bounded, now: new Date('2026-11-22T00:00:00.000Z') };
    expect(takePlace(customer, 'projects', somePlans, tomorrow).added).toEqual({
      day: '2026-11-22',
      projects: 1,
    });
  });

  test('is not for an archived customer', () => {
    const archived = aCustomer({ archivedAt: '2026-11-20T10:00:00.000Z' });
    expect(() => takePlace(archived, 'projects', somePlans, unbounded)).toThrow(
      CustomerArchivedError,
    );
  });

  test('above the limit after a downgrade is kept, and a new one refused until enough are free', () => {
    let customer = aCustomer({ places: { projects: 4, members: 0 } });
    for (const left of [3, 2]) {
      expect(() => takePlace(customer, 'projects', somePlans, unbounded)).toThrow(
        PlanLimitReachedError,
      );
      customer = giveBackPlace(customer, 'projects', now);
      expect(customer.places.projects).toBe(left);
    }
    customer = giveBackPlace(customer, 'projects', now);
    expect(takePlace(customer, 'projects', somePlans, unbounded).places.projects).toBe(2);
  });
});

test('usage is measured against the plan, in decimal bytes', () => {
  expect(limitsOf(aCustomer(), somePlans)).toEqual({
    planId: 'free',
    trafficBytes: 5_000_000_000,
    storageBytes: 100_000_000,
  });
});

test('a plan that the seller has removed counts as the free one', () => {
  expect(planOf({ planId: 'gold' }, somePlans).id).toBe('free');
});

/** A store whose every step waits for its turn, in the order that the run is told. */
class InterleavedStore extends MemoryProjectStore {
  readonly waiting: (() => void)[] = [];

  private turn(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  override async find(id: string) {
    await this.turn();
    return super.find(id);
  }

  override async findCustomer(id: string) {
    await this.turn();
    return super.findCustomer(id);
  }

  override async save(change: Parameters<MemoryProjectStore['save']>[0]) {
    await this.turn();
    return super.save(change);
  }
}

test('whatever happens concurrently, no more places are taken than the plan allows', async () => {
  const order = fc.array(fc.nat(), { minLength: 10, maxLength: 60 });
  const requests = fc.array(fc.nat(3), { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(order, requests, async (turns, claims) => {
      const store = new InterleavedStore();
      const customer = aCustomer();
      await store.customers.createOrGet(customer, anAuditEntry());
      const deps = { projects: store, plans: somePlans, pause: noPause };
      const acts = claims.map(async (claim) => {
        const request = { name: 'x', customerId: customer.id, claim: aClaim({ id: `${claim}` }) };
        const project = await createProject(deps, request, anAct()).catch(refused);
        // Every second request changes its mind, so that places also come back meanwhile.
        if (project && claim % 2 === 1) await archiveProject(deps, { id: project.id }, anAct());
      });
      const isOver = Promise.all(acts).then(() => true);
      for (let step = 0; ; step++) {
        const places = store.customers.rows.get(customer.id)!.places.projects;
        const live = [...store.rows.values()].filter(({ archivedAt }) => !archivedAt).length;
        expect(places).toBe(live);
        expect(places).toBeLessThanOrEqual(2);
        if (await Promise.race([isOver, new Promise((go) => setImmediate(go, false))])) break;
        const chosen = (turns[step % turns.length] ?? 0) % Math.max(1, store.waiting.length);
        store.waiting.splice(chosen, 1)[0]?.();
      }
    }),
    { numRuns: 60 },
  );
});

function refused(error: unknown): undefined {
  if (!(error instanceof PlanLimitReachedError)) throw error;
}
