import { issueOf, paidOrder, type Setup, setup } from './setup.ts';

type DisputeList = {
  items: { dispute_id: string; status: string; dispute_state: string; dispute_outcome?: object }[];
};

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const list = async (query: string) =>
  (await world.call<DisputeList>('GET', `/v1/customer/disputes?${query}`)).body.items;

test('disputes over a capture are listed, newest first, without their outcome', async () => {
  const { captureId } = await paidOrder(world);
  const other = await paidOrder(world);
  const move = (id: string, status: string) =>
    world.control('POST', '/disputes', { capture_id: id, status });
  expect(await list(`disputed_transaction_id=${captureId}`)).toEqual([]);
  await move(other.captureId, 'open');
  await move(captureId, 'won');
  await move(captureId, 'needs_response');
  const items = await list(`disputed_transaction_id=${captureId}`);
  expect(items.map(({ dispute_state }) => dispute_state)).toEqual(['REQUIRED_ACTION', 'RESOLVED']);
  for (const item of items) expect(item.dispute_outcome).toBeUndefined();
  expect(await list('page_size=50')).toHaveLength(3);
  expect(await list('page_size=1')).toHaveLength(1);
});

test.each([
  'page_size=51',
  'page_size=0',
  'disputed_transaction_id=A&start_time=2026-11-21T10:00:00Z',
])('a list is refused: %s', async (query) => {
  const answer = await world.call('GET', `/v1/customer/disputes?${query}`);
  expect(answer.status).toBe(400);
  expect(issueOf(answer)).toBe('INVALID_PARAMETER_VALUE');
});
