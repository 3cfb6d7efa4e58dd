/** The words of a text between its blanks. */
export type Words<Text extends string> = Text extends `${infer First} ${infer Rest}`
  ? First | Words<Rest>
  : Text;

/** The words of these texts, as a list that knows them: for long lists of names. */
export function words<const Text extends string>(...texts: Text[]): Words<Text>[] {
  return texts.flatMap((text) => text.split(' ')) as Words<Text>[];
}
