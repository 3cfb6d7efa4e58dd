import { columns, row } from '../rows.ts';
import { rounded } from '../statistics.ts';
import type { ListMeasures } from './measure-lists.ts';

export const listRows = ({ samples: { few, many }, questions }: ListMeasures): string[] => [
  `Invoices: calls to DynamoDB, and read units with ${few} and with ${many} of them in a year`,
  columns('', ['calls', few, many]),
  ...Object.entries(questions).map(([name, { calls, unitsOfFew, unitsOfMany }]) =>
    columns(name, [calls, rounded(unitsOfFew, 1), rounded(unitsOfMany, 1)]),
  ),
  row('at most', '', '3 calls and 60 units for a page of twenty, whatever the year holds'),
  '',
];
