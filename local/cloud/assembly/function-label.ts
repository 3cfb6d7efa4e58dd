import type { Assembly, Resource } from './assembly.ts';

/** The name that people use for a function, `<area>/<verb-noun>`, from its description. */
export const functionLabel = ({ properties, physicalId }: Resource): string =>
  typeof properties.Description === 'string' ? properties.Description : physicalId;

/** The label of the function that has the role; the role's own name when no function has it. */
export function roleLabel(assembly: Assembly, role: Resource): string {
  const carrier = assembly
    .ofType('AWS::Lambda::Function')
    .find(({ properties }) => properties.Role === role.arn);
  return carrier ? functionLabel(carrier) : role.physicalId;
}
