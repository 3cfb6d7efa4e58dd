/** The result of one check. Its text holds no secret. */
export type Finding = {
  /** `note`: worth knowing, not a fault. `unclear`: could not be determined. */
  verdict: 'ok' | 'note' | 'wrong' | 'unclear';
  about: string;
  says: string;
};

const finding =
  (verdict: Finding['verdict']) =>
  (about: string, says: string): Finding => ({ verdict, about, says });

export const ok = finding('ok');
export const note = finding('note');
export const wrong = finding('wrong');
export const unclear = finding('unclear');
