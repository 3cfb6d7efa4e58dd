import { InvalidRequestError } from '#domain/errors';
import {
  cursorAfter,
  decodeCursor,
  encodeCursor,
  type Position,
  partitionOf,
  startAfter,
} from '#stores/cursors';

const carried = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

const projects = partitionOf('PROJECTS#cus_1', { index: 'owner' });
const project = { pk: 'PROJECT#1', sk: 'PROJECT', ownerPk: 'PROJECTS#cus_1', ownerSk: 'prj_1' };
const members = partitionOf('CUSTOMER#cus_1', { sortPrefix: 'MEMBER#' });
const member = { pk: 'CUSTOMER#cus_1', sk: 'MEMBER#1' };

describe('a cursor of a list', () => {
  test('leads to the item after which the list continues', () => {
    expect(startAfter(cursorAfter(project, projects)!, projects)).toEqual(project);
    expect(startAfter(cursorAfter(member, members)!, members)).toEqual(member);
  });

  test('leads to the start of a partition of which nothing was read', () => {
    const position = { partition: 'CUSTOMER#cus_1' };
    expect(decodeCursor(encodeCursor(position), members)).toEqual(position);
  });

  test('is absent at the end of the list; without one the list starts at its beginning', () => {
    expect(cursorAfter(undefined, projects)).toBeNull();
    expect(startAfter(undefined, projects)).toBeUndefined();
  });

  test('contains only characters allowed in an address', () => {
    expect(encodeCursor({ partition: 'INBOX#é?/+' })).toMatch(/^[\w-]+$/);
  });
});

describe('a cursor is refused', () => {
  const at = (after: unknown) => ({ partition: projects.partition, after });

  test.each<[string, unknown]>([
    ['of another partition', { partition: 'PROJECTS#cus_2' }],
    ['after an item of another partition', at({ ...project, ownerPk: 'PROJECTS#cus_2' })],
    ['after an item without a place in the index', at({ pk: 'PROJECT#1', sk: 'PROJECT' })],
    ['after an item with more than its key', at({ ...project, name: 'x' })],
    ['after an item with an empty key', at({ ...project, ownerSk: '' })],
    ['after an item whose key is not a text', at({ ...project, sk: 7 })],
    ['after nothing', at(null)],
    ['after a text', at('x')],
    ['after a list', at([])],
    ['without a partition', { after: project }],
    ['whose partition is not a text', { partition: ['PROJECTS#cus_1'] }],
    ['that is null', null],
    ['that is a text', 'PROJECTS#cus_1'],
  ])('%s', (_what, position) => {
    expect(() => decodeCursor(carried(position), projects)).toThrow(InvalidRequestError);
  });

  test('that is not JSON', () => {
    expect(() => decodeCursor('nonsense', projects)).toThrow(InvalidRequestError);
  });

  test('with a place that the list does not read', () => {
    const position: Position = { partition: member.pk, after: { ...member, sk: 'AT#stripe' } };
    expect(() => decodeCursor(encodeCursor(position), members)).toThrow(InvalidRequestError);
  });
});
