/**
 * Gathers what comes in short order, and tells of it all at once when nothing more has come for a while. No timer waits
 * before something comes.
 */
export function gathering<T>(pause: number, tell: (all: readonly T[]) => void) {
  let all: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  const forget = () => {
    clearTimeout(timer);
    all = [];
  };

  return {
    add(one: T): void {
      all.push(one);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const told = all;
        forget();
        tell(told);
      }, pause);
    },
    forget,
  };
}
