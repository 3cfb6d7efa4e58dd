import { scrapePace } from '#domain/monitoring/scrape-pace';

function setup() {
  const clock = { at: 0 };
  return { clock, pace: scrapePace(() => new Date(clock.at)) };
}

test('each key scrapes once in five seconds, and is told how long to wait', () => {
  const { clock, pace } = setup();
  pace('key_1');
  clock.at = 2_500;
  expect(() => pace('key_1')).toThrow(
    expect.objectContaining({ code: 'too_many_scrapes', retryAfterSeconds: 3 }),
  );
  pace('key_2');
  clock.at = 5_000;
  pace('key_1');
});

test('whoever is refused does not wait longer for having asked', () => {
  const { clock, pace } = setup();
  pace('key_1');
  clock.at = 4_999;
  expect(() => pace('key_1')).toThrow();
  clock.at = 5_000;
  pace('key_1');
});
