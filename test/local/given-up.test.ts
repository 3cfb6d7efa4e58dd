import { control, eventually, type Json } from '#test/cloud';
import { awsFault } from '#test/trouble';
import { schedules } from '../../lib/schedules.ts';

const setAside = async (): Promise<number> => {
  const queues: Json[] = await control('GET', '/queues');
  return queues.find(({ name }) => name.startsWith('Background')).visible;
};

test.each(Object.entries(schedules))(
  'a run of %s that fails every time becomes a dead letter with an alarm [A3]',
  async (name, { function: target }) => {
    const before = await setAside();
    const { end } = await awsFault({
      function: target,
      // Lambda sends the record in the function's name: that call must get through.
      service: 'dynamodb',
      fault: 'failBefore',
      times: 1_000,
    });
    try {
      await control('POST', `/schedules/${name}/start`);
      await eventually(async () => (await setAside()) > before, { withinMs: 60_000 });
    } finally {
      await end();
    }
  },
);
