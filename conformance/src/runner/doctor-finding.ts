/** One thing `doctor` looked at. */
export interface DoctorFinding {
  /** What was looked at, as a noun phrase or a short truth: `It answers HTTP`. */
  title: string;
  /**
   * `fine` · `wrong`: nothing can be judged like this · `missing`: some checks cannot run without it · `note`: good to
   * know.
   */
  state: 'fine' | 'wrong' | 'missing' | 'note';
  /** What was seen. */
  detail: string;
  /** What to do about it; null where there is nothing to do. */
  advice: string | null;
}
