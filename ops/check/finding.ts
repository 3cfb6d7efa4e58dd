/** One thing that was looked at. What it says holds no secret. */
export type Finding = {
  /** `note`: worth knowing, and no fault. `unclear`: it could not be found out. */
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
