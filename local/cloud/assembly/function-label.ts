import type { Assembly, Resource } from './assembly.ts';

/** What people call a function: `<area>/<verb-noun>`, which its description holds. */
export const functionLabel = ({ properties, physicalId }: Resource): string =>
  typeof properties.Description === 'string' ? properties.Description : physicalId;

/** The label of the function that carries the role; the role's own name when none does. */
export function roleLabel(assembly: Assembly, role: Resource): string {
  const carrier = assembly
    .ofType('AWS::Lambda::Function')
    .find(({ properties }) => properties.Role === role.arn);
  return carrier ? functionLabel(carrier) : role.physicalId;
}
