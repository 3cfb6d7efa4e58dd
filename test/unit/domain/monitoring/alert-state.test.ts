import fc from 'fast-check';
import { type AlertWatch, stateOf } from '#domain/monitoring/alert';
import { evolve, type Telling, type Verdict } from '#domain/monitoring/alert-state';

const key = { rule: 'site_over_http', dimension: 'shop' } as const;

const wrong: Verdict = { holds: true, clears: false, severity: 'medium', evidence: { n: 1 } };
const fine: Verdict = { ...wrong, holds: false, clears: true };
const between: Verdict = { ...wrong, holds: false };
const high: Verdict = { ...wrong, severity: 'high' };
const critical: Verdict = { ...wrong, severity: 'critical' };

/** Takes one thing through evaluations, five minutes apart, and notes what people hear. */
function shop(opensAfter = 2) {
  let watch: AlertWatch | undefined;
  let minute = 0;
  let ids = 0;
  const heard: [number, Telling['because']][] = [];
  const time = () => new Date(Date.parse('2026-11-21T00:00:00.000Z') + minute * 60_000);
  const judge = (verdict: Verdict, times = 1) => {
    for (let left = times; left > 0; left--) {
      minute += 5;
      const newId = () => `alt_${++ids}`;
      const evolution = evolve(key, watch, verdict, { at: time(), opensAfter, newId });
      watch = evolution?.watch ?? watch;
      if (evolution?.told) heard.push([minute, evolution.told.because]);
    }
  };
  const acknowledge = (until?: string) => {
    const acknowledgement = { by: 'person:1', at: time().toISOString(), note: 'on it', until };
    watch = {
      ...watch!,
      version: watch!.version + 1,
      alert: { ...watch!.alert!, state: 'acknowledged', acknowledgement },
    };
  };
  const again = (verdict: Verdict) =>
    evolve(key, watch, verdict, { at: time(), opensAfter, newId: () => 'alt_again' });
  return {
    ...{ judge, acknowledge, again, heard, time },
    alert: () => watch?.alert,
    state: () => (watch ? stateOf(watch) : 'ok'),
    whys: () => heard.map(([, because]) => because),
  };
}

test('trouble must hold twice before anybody hears of it, and is heard of once', () => {
  const { judge, state, heard } = shop();
  judge(wrong);
  expect(state()).toBe('pending');
  judge(wrong, 20);
  expect(state()).toBe('open');
  expect(heard).toEqual([[10, 'opened']]);
});

test('trouble that holds once, now and then, rings nobody', () => {
  const { judge, state, heard } = shop();
  for (let day = 0; day < 50; day++) {
    judge(wrong);
    judge(between);
  }
  expect(state()).toBe('ok');
  expect(heard).toEqual([]);
});

test('it resolves after a quarter of an hour that is clearly fine, not before', () => {
  const { judge, state, whys } = shop(1);
  judge(wrong);
  judge(fine, 2);
  judge(between);
  judge(fine, 2);
  expect(state()).toBe('open');
  judge(fine);
  expect(state()).toBe('resolved');
  expect(whys()).toEqual(['opened', 'resolved']);
});

test('what comes back within the hour is the same alert, and rings nobody for an hour', () => {
  const { judge, heard, alert } = shop(1);
  for (let round = 0; round < 3; round++) {
    judge(wrong);
    judge(fine, 3);
  }
  expect(heard).toEqual([
    [5, 'opened'],
    [20, 'resolved'],
  ]);
  expect(alert()).toMatchObject({ id: 'alt_1', reopened: 2, state: 'resolved' });
});

test('what came back in silence, and stays, rings when the hour is over', () => {
  const { judge, heard } = shop(1);
  judge(wrong);
  judge(fine, 3);
  judge(wrong, 20);
  expect(heard).toEqual([
    [5, 'opened'],
    [20, 'resolved'],
    [80, 'opened'],
  ]);
});

test('what comes back after an hour is another alert', () => {
  const { judge, alert, whys } = shop(1);
  judge(wrong);
  judge(fine, 20);
  judge(wrong);
  expect(alert()?.id).toBe('alt_2');
  expect(whys()).toEqual(['opened', 'resolved', 'opened']);
});

test('a high alert that nobody answers rings after 15 minutes, and everybody after an hour', () => {
  const { judge, heard } = shop(1);
  judge(high, 40);
  expect(heard).toEqual([
    [5, 'opened'],
    [20, 'unanswered'],
    [65, 'still_unanswered'],
  ]);
});

test('a critical one rings again every four hours', () => {
  const { judge, heard } = shop(1);
  judge(critical, 12 * 10);
  expect(heard.slice(3)).toEqual([
    [65 + 240, 'repeated'],
    [65 + 480, 'repeated'],
  ]);
});

test('once acknowledged it rings nobody, and still resolves by itself', () => {
  const { judge, acknowledge, state, whys } = shop(1);
  judge(critical);
  acknowledge();
  judge(critical, 100);
  expect(state()).toBe('acknowledged');
  judge(fine, 3);
  expect(state()).toBe('resolved');
  expect(whys()).toEqual(['opened', 'resolved']);
});

test('an acknowledged alert that gets worse rings again', () => {
  const { judge, acknowledge, state, heard, alert } = shop(1);
  judge(wrong);
  acknowledge();
  judge(high);
  expect(state()).toBe('open');
  expect(alert()).toMatchObject({ severity: 'high' });
  expect(alert()?.acknowledgement).toBeUndefined();
  judge(wrong);
  expect(alert()?.severity).toBe('high');
  expect(heard).toEqual([
    [5, 'opened'],
    [10, 'worse'],
  ]);
});

test('an acknowledgement with an end rings then, if it still holds', () => {
  const { judge, acknowledge, heard } = shop(1);
  judge(wrong);
  acknowledge('2026-11-21T01:00:00.000Z');
  judge(wrong, 20);
  expect(heard).toEqual([
    [5, 'opened'],
    [60, 'snooze_over'],
  ]);
});

test('what is stopped on purpose opens nothing and rings nobody, but may resolve', () => {
  const { judge, state, heard } = shop(1);
  judge({ ...critical, isQuiet: true }, 50);
  expect(state()).toBe('ok');
  judge(critical);
  judge({ ...critical, isQuiet: true }, 50);
  expect(state()).toBe('open');
  judge({ ...fine, isQuiet: true }, 3);
  expect(state()).toBe('resolved');
  expect(heard.map(([, why]) => why)).toEqual(['opened', 'resolved']);
});

test('a slot that is judged twice changes nothing', () => {
  const { judge, again } = shop(1);
  judge(wrong);
  expect(again(fine)).toBeUndefined();
  expect(again(critical)).toBeUndefined();
});

test('whatever happens, people hear at most once in five minutes, in turn, and the log stays short', () => {
  const verdicts = fc.constantFrom(wrong, fine, between, high, critical, {
    ...high,
    isQuiet: true,
  });
  const steps = fc.array(fc.tuple(verdicts, fc.integer({ min: 1, max: 30 })), { maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 3 }), (all, opensAfter) => {
      const { judge, heard, alert, state, acknowledge } = shop(opensAfter);
      for (const [verdict, times] of all) {
        judge(verdict, times);
        if (times === 7 && state() === 'open') acknowledge();
      }
      let isOpen = false;
      let lastAt = Number.NEGATIVE_INFINITY;
      for (const [at, why] of heard) {
        // An opening never follows an opening without an end between, and silence follows an end.
        expect(why === 'opened' || isOpen || why === 'worse').toBe(true);
        if (why === 'opened') expect(isOpen).toBe(false);
        expect(at).toBeGreaterThan(lastAt);
        isOpen = why !== 'resolved';
        lastAt = at;
      }
      expect(alert()?.history.length ?? 0).toBeLessThanOrEqual(50);
      if (state() === 'resolved' || state() === 'ok') expect(isOpen).toBe(false);
    }),
    { numRuns: 300 },
  );
});
